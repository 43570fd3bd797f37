import { type Refusal, refusal } from '../vocabulary/refusals.ts';

/** What is masked on a page and can be asked for whole. */
export const revealFields = {
  idNumber: '证件号码',
  certificateNo: '资格证书编码',
  phone: '联系电话',
  form: '申请审核表(含完整号码)',
} as const;
export type RevealField = keyof typeof revealFields;

/** Why somebody may need a whole number. */
export const revealReasons = {
  original: '当面核对身份证原件',
  certificate: '核对资格证书',
  decision: '办理决定',
  visit: '答复来访',
  other: '其他',
} as const;
type RevealReason = keyof typeof revealReasons;

/** Whole numbers one account may see on one day; who needs more asks a colleague, and that is noticed. */
export const revealsPerDay = 50;

const longestWords = 100;

export interface RevealForm {
  readonly field: string;
  readonly reason: string;
  readonly words: string;
}

export interface AskedReveal {
  readonly field: RevealField;
  /** As the record and the person will read it. */
  readonly reason: string;
}

function isRevealField(text: string): text is RevealField {
  return Object.hasOwn(revealFields, text);
}

function isRevealReason(text: string): text is RevealReason {
  return Object.hasOwn(revealReasons, text);
}

/** Reads the form of 查看完整号码; `offered` is what this record has. 其他 wants words of one's own. */
export function readRevealForm(
  form: RevealForm,
  offered: readonly RevealField[],
): { readonly asked: AskedReveal | undefined; readonly refusals: readonly Refusal[] } {
  const { field, reason, words } = form;
  const refusals: Refusal[] = [];
  const known = isRevealField(field) && offered.includes(field);
  if (!known) refusals.push(refusal('field.choose', 'field', { label: '要查看的内容' }));
  if (!isRevealReason(reason)) refusals.push(refusal('field.choose', 'reason', { label: '查看原因' }));
  if (reason === 'other' && words === '') refusals.push(refusal('reveal.words', 'words'));
  if ([...words].length > longestWords)
    refusals.push(refusal('field.tooLong', 'words', { label: '说明', max: String(longestWords) }));
  if (!known || !isRevealReason(reason) || refusals.length > 0) return { asked: undefined, refusals };
  const said = revealReasons[reason];
  return { asked: { field, reason: words === '' ? said : `${said}:${words}` }, refusals };
}
