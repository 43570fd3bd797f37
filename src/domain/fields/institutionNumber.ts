import type { FieldWarning } from '../vocabulary/fieldTexts.ts';
import { accepted, type Checked, refused } from './checked.ts';
import { normalizeCode } from './normalize.ts';

const maximumLength = 50;

export interface InstitutionNumber {
  readonly number: string;
  readonly warning: FieldWarning | null;
}

/**
 * 医疗机构登记号, 22 digits or capital letters (WS 218-2002). Filed clinics carry a 备案编号 that may contain Chinese, so
 * another form is only warned about.
 */
export function parseInstitutionNumber(raw: string): Checked<InstitutionNumber> {
  const code = normalizeCode(raw);
  if (!code.ok) return code;
  const number = code.value;
  if (number === '') return refused('institutionNumber.empty');
  if ([...number].length > maximumLength) return refused('institutionNumber.tooLong');
  return accepted({ number, warning: /^[0-9A-Z]{22}$/.test(number) ? null : 'institutionNumber.unusual' });
}
