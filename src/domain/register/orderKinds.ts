import type { OrderArticle } from '../vocabulary/orderArticles.ts';
import type { EntryStatus } from './entry.ts';

/** What only the authority does to an entry (依职权处理). */
export const orderKinds = {
  suspend: '暂停执业',
  resume: '提前恢复执业',
  revoke: '吊销执业证书',
  annul: '撤销注册',
  deregister: '依职权注销',
  correct: '更正登记信息',
} as const;
export type OrderKind = keyof typeof orderKinds;

export function isOrderKind(value: string): value is OrderKind {
  return Object.hasOwn(orderKinds, value);
}

/** What its first day is called. */
export function effectDayLabel(kind: OrderKind): string {
  if (kind === 'suspend') return '暂停开始日期';
  return kind === 'resume' ? '恢复执业日期' : '生效日期';
}

/** 医师法17 and 行政许可法70. `bar` follows from some: for how many years after which day (医师法16). */
export const deregistrationGrounds = {
  death: { words: '死亡或者被宣告失踪' },
  sentence: { words: '受刑事处罚', bar: { years: 2, from: '刑罚执行完毕日期' } },
  revoked: { words: '被吊销医师执业证书', bar: { years: 2, from: '吊销决定日期' } },
  assessment: { words: '定期考核不合格,暂停执业期满再次考核仍不合格', bar: { years: 1 } },
  twoYearsAway: { words: '中止医师执业活动满二年' },
  incapacity: { words: '无民事行为能力或者限制民事行为能力' },
  otherByLaw: { words: '法律、行政法规规定应当办理注销手续的其他情形' },
} as const;
export type DeregistrationGround = keyof typeof deregistrationGrounds;

export function isDeregistrationGround(value: string): value is DeregistrationGround {
  return Object.hasOwn(deregistrationGrounds, value);
}

/** The day a bar runs from, where it is another than that of the order; undefined where the ground asks for none. */
export function barDayAsked(ground: string): string | undefined {
  if (!isDeregistrationGround(ground)) return undefined;
  const found: { readonly words: string; readonly bar?: { readonly years: number; readonly from?: string } } =
    deregistrationGrounds[ground];
  return found.bar?.from;
}

interface OrderRule {
  readonly statuses: readonly EntryStatus[];
  readonly articles: readonly OrderArticle[];
}

const live: readonly EntryStatus[] = ['practising', 'inactive', 'suspended'];

/** How an entry must stand for it, and what it may rest on. */
export const orderRules: Readonly<Record<OrderKind, OrderRule>> = {
  suspend: {
    statuses: ['practising'],
    articles: ['failedAssessment', 'duties', 'misconduct', 'outsideRegistration', 'beyondScope'],
  },
  resume: { statuses: ['suspended'], articles: ['penaltyMended', 'reconsidered', 'reconsideredChanged', 'judged'] },
  revoke: {
    statuses: live,
    articles: ['certificateTrade', 'duties', 'misconduct', 'outsideRegistration', 'ethics', 'beyondScope'],
  },
  annul: { statuses: live, articles: ['falseMeans', 'licenceAnnulled'] },
  deregister: { statuses: live, articles: ['deregisterByLaw', 'licenceCancelled'] },
  correct: { statuses: live, articles: ['accurateRegister'] },
};

/**
 * How long a suspension is, in months, both included: 医师法42 三个月至六个月; 医师法55 to 57 and 中医药法55 六个月以上一年以下
 * (以上、以下 with the number itself, 民法典1259).
 */
export function suspensionMonths(article: OrderArticle): { readonly least: number; readonly most: number } {
  return article === 'failedAssessment' ? { least: 3, most: 6 } : { least: 6, most: 12 };
}
