import { groupByFours } from '../fields/certificateNumbers.ts';
import { chinaDate, formatDate, formatMoment } from '../time/dates.ts';
import { agreements, laterTitles, type ReceiptAnswer, type ReceiptQuestion, receiptStatuses } from './receipt.ts';

export interface ReceiptRow {
  readonly label: string;
  readonly value: string;
}

/** Question and answer as they stand on the page and on paper, in the same words. */
export function receiptRows(question: ReceiptQuestion, answer: ReceiptAnswer): readonly ReceiptRow[] {
  const row = (label: string, value: string | null): ReceiptRow[] =>
    value === null || value === '' ? [] : [{ label, value }];
  return [
    ...row('姓名', question.name),
    ...row('执业证书编码', groupByFours(question.licenceNo)),
    ...row('证明的日期', day(question.on)),
    ...row('当日注册状态', receiptStatuses[answer.status]),
    ...row('当日可以执业', answer.mayPractise ? '是' : '否'),
    ...row('首次注册日期', answer.registeredOn === null ? null : day(answer.registeredOn)),
    ...row('当日发证机关', answer.authority),
    ...row('所问执业机构', question.institution),
    ...row('当日注册在该机构', institutionWords(answer)),
    ...row('所问技术方法', question.technique),
    ...row('当日登记的技术方法包括它', answer.technique === null ? null : agreements[answer.technique]),
    ...row('当日登记的技术方法', answer.techniques),
    ...row('当日登记的病证范围', answer.conditions),
    ...row('所问日期以后', laterWords(answer)),
  ];
}

/** 更正 and 撤销 after the day asked for; '' where there were none. */
export function laterWords({ later }: ReceiptAnswer): string {
  return later.map(({ type, on }) => `${day(on)}${laterTitles[type]}`).join(';');
}

interface Answered {
  readonly question: ReceiptQuestion;
  readonly answer: ReceiptAnswer;
  readonly madeAt: Temporal.Instant;
}

/** What to know before relying on it. A day that was not over is told up to the moment: more may have happened on it. */
export function receiptNotes({ question, answer, madeAt }: Answered): readonly string[] {
  const { institution, technique, later } = answer;
  const isToday = question.on === chinaDate(madeAt).toString();
  const moment = isToday
    ? `截至出具时(${formatMoment(madeAt)})的情况,当天以后的变动不在其中`
    : '所问日期当天终了时的情况';
  return [
    `结果按出具时注册信息库的记载,为${moment};机构和机关用现在的名称。`,
    ...(later.length > 0 ? ['所问日期以后,登记被更正或注册被撤销:当日的记载后来认定有误,采信时请一并考虑。'] : []),
    // Given out before whole names were asked for.
    ...(institution === 'unclear' ? ['所问机构名称与登记的只有一部分相同,请填写机构全称后重新出具。'] : []),
    ...(technique === null ? [] : ['技术方法只按文字逐字比对,不作解释;“无法判断”的,请有资格的人对照登记的文字判断。']),
  ];
}

function institutionWords({ institution, institutionAs }: ReceiptAnswer): string | null {
  if (institution === null) return null;
  const as = institutionAs === 'main' ? '(主要执业机构)' : institutionAs === 'site' ? '(多执业机构备案)' : '';
  return `${agreements[institution]}${as}`;
}

function day(iso: string): string {
  return formatDate(Temporal.PlainDate.from(iso));
}
