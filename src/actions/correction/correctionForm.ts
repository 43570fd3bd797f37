import { parseQualificationNumber } from '../../domain/fields/certificateNumbers.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';

export interface CorrectionForm {
  readonly provinceCode: string;
  readonly certificateNo: string;
  readonly words: string;
}

export interface Province {
  readonly code: string;
  readonly name: string;
}

interface Asked {
  readonly province: Province;
  readonly certificateNo: string;
  readonly words: string;
}

/** Characters of 情况说明 and of 答复. */
export const longestWords = 500;

/** Reads a request for correction: what is asked of which province, or everything that is wrong with the form. */
export function readCorrectionForm(
  provinces: readonly Province[],
  form: CorrectionForm,
): { readonly asked: Asked | undefined; readonly refusals: readonly Refusal[] } {
  const { words } = form;
  const province = provinces.find(({ code }) => code === form.provinceCode);
  const certificate = parseQualificationNumber(form.certificateNo);
  const refusals: Refusal[] = [];
  if (province === undefined) refusals.push(refusal('field.choose', 'provinceCode', { label: '考核省份' }));
  if (!certificate.ok) refusals.push(refusal(certificate.code, 'certificateNo'));
  if (words === '') refusals.push(refusal('field.required', 'words', { label: '情况说明' }));
  if ([...words].length > longestWords)
    refusals.push(refusal('field.tooLong', 'words', { label: '情况说明', max: String(longestWords) }));
  if (province === undefined || !certificate.ok || refusals.length > 0) return { asked: undefined, refusals };
  return { asked: { province, certificateNo: certificate.value, words }, refusals };
}
