import type { Application } from '../procedure/application.ts';
import type { Definition } from '../procedure/definition.ts';
import type { Facts } from '../procedure/facts.ts';
import type { Field } from '../procedure/field.ts';
import { barOfGround, barWords, type RegistrationBar } from '../register/bars.ts';
import { entryEnded } from '../register/endings.ts';
import { barDayAsked, type DeregistrationGround } from '../register/orderKinds.ts';
import { articles } from '../vocabulary/articles.ts';
import type { Refusal } from '../vocabulary/refusals.ts';
import { personRows } from './printedForm.ts';
import { entryRows, perEntry, standing } from './standing.ts';

const ownReasons = ['本人主动申请', '身体健康不适宜继续执业', '中止执业活动满二年', '其他'] as const;

const gone = '死亡或者被宣告失踪';

/** What an institution has to report (医师法17, 医师执业注册管理办法18). */
const reportedReasons = [
  gone,
  '受刑事处罚',
  '受吊销执业证书处罚',
  '定期考核不合格,经培训后再次考核仍不合格',
  '连续两个考核周期未参加定期考核',
  '中止执业活动满二年',
  '身体健康不适宜继续执业',
  '出借、出租、抵押、转让、涂改执业证书',
  '在医师资格考试中参与有组织作弊',
  '其他',
] as const;

/** Which of the grounds of 医师法16 follow from what an institution reports; after the others one may register again at once. */
const barredGrounds: Readonly<Record<string, DeregistrationGround>> = {
  受刑事处罚: 'sentence',
  受吊销执业证书处罚: 'revoked',
  '定期考核不合格,经培训后再次考核仍不合格': 'assessment',
};

function groundOf({ answers }: Application): string {
  return barredGrounds[answers.reason ?? ''] ?? '';
}

function barAfter(application: Application, on: string, barFrom: string): RegistrationBar | null {
  return barOfGround(groundOf(application), on, barFrom);
}

const fieldsWith = (choices: readonly string[]): readonly Field[] => [
  { key: 'reason', label: '注销理由', control: 'choice', required: true, maxLength: 40, choices },
  { key: 'remark', label: '备注', control: 'longText', required: false, maxLength: 500 },
];

function whoMayStart(facts: Facts): readonly Refusal[] {
  return standing(facts, {
    kind: deregistration.kind,
    statuses: ['practising', 'inactive'],
    none: 'start.noEntry',
    subject: perEntry,
  });
}

/** 注销: the registration ends for good. */
export const deregistration: Definition = {
  kind: 'deregistration',
  prefix: 'ZX',
  menu: '中医(专长)医师注销',
  title: '注销',
  summary: '不再执业,终止这条执业信息',

  authority: [articles.deregistration, articles.publication],

  whoMayStart,

  form: {
    photo: false,
    institution: null,
    apply: fieldsWith(ownReasons),
    printed: [],
    shown: (facts) => [personRows(facts), entryRows(facts)],
    declaration: '本人知道注销后执业证书作废并公告,不能恢复,再次执业须重新申请注册。',
    nextButton: '确认,继续',
  },

  route: {
    from: 'entry',
    institution: 'main',
    decidedBy: 'authority',
    confirms: ['identity'],
    report: { title: '报告注销情形', fields: fieldsWith(reportedReasons), gone },
    subject: perEntry,
    needsConsent: () => false,
    workingDays: 20,
  },

  checks: [
    {
      title: '注销情形',
      article: articles.deregistration,
      run: (_facts, { answers }) =>
        (answers.reason ?? '') === '' || answers.reason === '其他'
          ? { outcome: 'attention', words: '理由不在法定情形之列,请核实备注' }
          : { outcome: 'ok', words: answers.reason ?? '' },
    },
  ],

  effect: {
    newLicence: false,
    types: ['deregistered', 'siteEnded'],
    also: () => [],
    events: ({ answers }, { entry }, { on }) =>
      entry === null ? [] : entryEnded(entry, on, 'deregistered', answers.reason ?? '其他'),
    bar: { asked: (application) => barDayAsked(groundOf(application)), after: barAfter },
    told: (application, on, barFrom) => {
      const bar = barAfter(application, on, barFrom);
      return bar === null ? '' : barWords(bar);
    },
  },

  papers: { formTitle: '中医(专长)医师注销注册申请表', approved: '准予注销', refused: '不予注销' },
};
