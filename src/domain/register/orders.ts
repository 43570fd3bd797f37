import { parsePlainDate } from '../fields/plainDate.ts';
import { formatDate } from '../time/dates.ts';
import { articles, cite } from '../vocabulary/articles.ts';
import { isOrderArticle, type OrderArticle, orderArticles } from '../vocabulary/orderArticles.ts';
import { type Refusal, refusal } from '../vocabulary/refusals.ts';
import { barOfGround, barWords, dayAfterYears, type RegistrationBar } from './bars.ts';
import { entryEnded } from './endings.ts';
import { type Entry, entryStatuses } from './entry.ts';
import type { RegisterEvent } from './events.ts';
import {
  barDayAsked,
  deregistrationGrounds,
  effectDayLabel,
  isDeregistrationGround,
  type OrderKind,
  orderKinds,
  orderRules,
  suspensionMonths,
} from './orderKinds.ts';

/** An order as typed; what its kind does not ask is ''. Days are YYYY-MM-DD once they have been read. */
export interface OrderContent {
  /** 文号 */
  readonly documentNo: string;
  /** Key of orderArticles. */
  readonly article: string;
  readonly reason: string;
  /** Last day of a suspension. */
  readonly until: string;
  /** Key of deregistrationGrounds. */
  readonly ground: string;
  /** Day from which the bar of a ground runs. */
  readonly barFrom: string;
  readonly techniques: string;
  readonly conditions: string;
}

export interface Order {
  readonly kind: OrderKind;
  /** First day of effect. */
  readonly effectiveOn: string;
  readonly content: OrderContent;
}

const longest = { documentNo: 60, reason: 1000, techniques: 1000, conditions: 1000 } as const;

/** Days as they are kept; what cannot be read stays as typed, to be refused. */
export function readOrder(order: Order): Order {
  const day = (typed: string) => {
    const date = parsePlainDate(typed);
    return date.ok ? date.value.toString() : typed;
  };
  const { content } = order;
  return {
    ...order,
    effectiveOn: day(order.effectiveOn),
    content: { ...content, until: day(content.until), barFrom: day(content.barFrom) },
  };
}

/** Everything wrong with an order that is being proposed, each at its field. */
export function orderRefused(order: Order, entry: Entry, today: string): readonly Refusal[] {
  const { kind, effectiveOn, content } = order;
  const label = effectDayLabel(kind);
  const unread = dayRefused('effectiveOn', label, effectiveOn);
  const past = effectiveOn < today && unread.length === 0;
  return [
    ...entryRefused(order, entry),
    ...textRefused('documentNo', '文号', content.documentNo),
    ...(isOrderArticle(content.article) && orderRules[kind].articles.includes(content.article)
      ? []
      : [refusal('field.choose', 'article', { label: '法律依据' })]),
    ...textRefused('reason', '事实和理由', content.reason),
    ...unread,
    ...(past ? [refusal('order.past', 'effectiveOn', { label })] : []),
    ...ownRefused(order, entry),
  ];
}

/** Why it cannot be done to the entry as it stands. */
export function entryRefused({ kind }: Pick<Order, 'kind'>, entry: Pick<Entry, 'status'>): readonly Refusal[] {
  const { statuses } = orderRules[kind];
  if (statuses.includes(entry.status)) return [];
  const wanted = statuses.map((status) => `“${entryStatuses[status]}”`).join('或');
  return [refusal('start.entryStands', undefined, { status: entryStatuses[entry.status], wanted })];
}

function ownRefused(order: Order, entry: Entry): readonly Refusal[] {
  const { content } = order;
  switch (order.kind) {
    case 'suspend':
      return suspensionRefused(order);
    case 'resume': {
      const until = entry.suspendedUntil;
      if (until === null || order.effectiveOn <= until) return [];
      return [refusal('order.endsByItself', 'effectiveOn', { until: dayWords(until) })];
    }
    case 'deregister': {
      const asked = barDayAsked(content.ground);
      return [
        ...(isDeregistrationGround(content.ground) ? [] : [refusal('field.choose', 'ground', { label: '注销情形' })]),
        ...(asked === undefined ? [] : dayRefused('barFrom', asked, content.barFrom)),
      ];
    }
    case 'correct': {
      const same = content.techniques === entry.techniques && content.conditions === entry.conditions;
      return [
        ...textRefused('techniques', '技术方法', content.techniques),
        ...textRefused('conditions', '病证范围', content.conditions),
        ...(same ? [refusal('order.nothingToCorrect', 'techniques')] : []),
      ];
    }
    case 'revoke':
    case 'annul':
      return [];
    default:
      return unknownKind(order.kind);
  }
}

function suspensionRefused({ effectiveOn, content }: Order): readonly Refusal[] {
  const broken = dayRefused('until', '暂停至', content.until);
  if (broken.length > 0 || dayRefused('effectiveOn', '', effectiveOn).length > 0) return broken;
  if (content.until < effectiveOn) return [refusal('site.endBeforeStart', 'until')];
  if (!isOrderArticle(content.article)) return [];
  const { least, most } = suspensionMonths(content.article);
  const [from, to] = [lastDay(effectiveOn, least), lastDay(effectiveOn, most)];
  if (content.until >= from && content.until <= to) return [];
  const range = { least: String(least), most: String(most), from, to };
  return [refusal('order.suspensionRange', 'until', { article: citeOrder(content), ...range })];
}

/** The last of so many months that begin on a day. */
function lastDay(first: string, months: number): string {
  return Temporal.PlainDate.from(first).add({ months }).subtract({ days: 1 }).toString();
}

function textRefused(field: keyof typeof longest, label: string, value: string): readonly Refusal[] {
  if (value === '') return [refusal('field.required', field, { label })];
  const max = longest[field];
  return [...value].length > max ? [refusal('field.tooLong', field, { label, max: String(max) })] : [];
}

function dayRefused(field: string, label: string, value: string): readonly Refusal[] {
  if (value === '') return [refusal('field.required', field, { label })];
  const date = parsePlainDate(value);
  return date.ok ? [] : [refusal(date.code, field, { label })];
}

/** What an order does to the register on its day. */
export function orderEvents({ kind, effectiveOn: on, content }: Order, entry: Entry): readonly RegisterEvent[] {
  const entryId = entry.id;
  switch (kind) {
    case 'suspend':
      return [{ type: 'suspended', entryId, on, from: on, until: content.until }];
    case 'resume':
      return [{ type: 'suspensionEnded', entryId, on, lifted: true }];
    case 'revoke':
      return entryEnded(entry, on, 'revoked', content.reason);
    case 'annul':
      return entryEnded(entry, on, 'annulled', content.reason);
    case 'deregister':
      return entryEnded(entry, on, 'deregistered', groundWords(content.ground));
    case 'correct': {
      const { techniques, conditions } = content;
      return [
        {
          type: 'corrected',
          entryId,
          on,
          ...(techniques === entry.techniques ? {} : { techniques }),
          ...(conditions === entry.conditions ? {} : { conditions }),
        },
      ];
    }
    default:
      return unknownKind(kind);
  }
}

/** 医师法16, 54: for how long nothing can be registered after it; null where nothing follows. */
export function barAfter({ kind, effectiveOn, content }: Order): RegistrationBar | null {
  switch (kind) {
    case 'revoke': {
      const article = cite(articles.refusalGrounds);
      return { until: dayAfterYears(effectiveOn, 2), reason: '被吊销医师执业证书不满二年', article };
    }
    case 'annul': {
      const article = cite(articles.falseMeans);
      return { until: dayAfterYears(effectiveOn, 3), reason: '注册被撤销,三年内不受理申请', article };
    }
    case 'deregister':
      return barOfGround(content.ground, effectiveOn, content.barFrom);
    case 'suspend':
    case 'resume':
    case 'correct':
      return null;
    default:
      return unknownKind(kind);
  }
}

/** What will happen, in words, for the officer who confirms it; from the very events and the bar it gives. */
export function orderConsequences(order: Order, entry: Entry): readonly string[] {
  const events = orderEvents(order, entry);
  const ended = events.filter(({ type }) => type === 'siteEnded').length;
  const bar = barAfter(order);
  const { effectiveOn, content, kind } = order;
  return [
    ...(kind === 'suspend'
      ? [`${dayWords(effectiveOn)}至${dayWords(content.until)}暂停执业,电子证照停用;期满自动恢复。`]
      : []),
    ...(kind === 'resume' ? [`${dayWords(effectiveOn)}起执业信息恢复有效,电子证照恢复。`] : []),
    ...(kind === 'revoke' || kind === 'annul' || kind === 'deregister'
      ? [`${dayWords(effectiveOn)}起注册终止(${orderKinds[kind]}),执业证书作废并公告,不能恢复。`]
      : []),
    ...(ended > 0 ? [`${ended}项多执业机构备案同日终止,备案机构会收到通知。`] : []),
    ...(kind === 'correct' ? [`${dayWords(effectiveOn)}起登记的执业范围按更正的内容改正,执业证书编码不变。`] : []),
    ...(bar === null ? [] : [barWords(bar)]),
    '医师和主要执业机构会收到通知。',
  ];
}

/** The words of a ground as they stand in the register. */
export function groundWords(ground: string): string {
  return isDeregistrationGround(ground) ? deregistrationGrounds[ground].words : ground;
}

/** 《医师法》第五十五条 */
export function citeOrder({ article }: Pick<OrderContent, 'article'>): string {
  return isOrderArticle(article) ? cite(orderArticles[article satisfies OrderArticle]) : article;
}

function dayWords(iso: string): string {
  return formatDate(Temporal.PlainDate.from(iso));
}

function unknownKind(kind: never): never {
  throw new Error(`unknown kind of order ${String(kind)}`);
}
