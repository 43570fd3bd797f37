import { parseQualificationNumber } from '../../domain/fields/certificateNumbers.ts';
import { type IdType, parseIdNumber, parseIdType } from '../../domain/fields/identity.ts';
import { parsePersonalName } from '../../domain/fields/personalName.ts';
import { parsePhone } from '../../domain/fields/phone.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';

/** Who somebody says they are, as typed. */
export interface DisputeForm {
  readonly name: string;
  readonly idType: string;
  readonly idNumber: string;
  readonly certificateNo: string;
  readonly phone: string;
}

export interface Claimant {
  readonly name: string;
  readonly idType: IdType;
  readonly idNumber: string;
  readonly certificateNo: string;
  readonly phone: string;
}

/** Characters of 情况说明, of an answer and of a reason. */
export const longestStatement = 1000;

export function readDisputeForm(form: DisputeForm): {
  readonly claimant: Claimant | undefined;
  readonly refusals: readonly Refusal[];
} {
  const refusals: Refusal[] = [];
  const name = parsePersonalName(form.name);
  if (!name.ok) refusals.push(refusal(name.code, 'name'));
  const type = parseIdType(form.idType);
  if (!type.ok) refusals.push(refusal(type.code, 'idType'));
  const id = parseIdNumber(type.ok ? type.value : 'residentIdCard', form.idNumber);
  if (!id.ok) refusals.push(refusal(id.code, 'idNumber'));
  const certificate = parseQualificationNumber(form.certificateNo);
  if (!certificate.ok) refusals.push(refusal(certificate.code, 'certificateNo'));
  const phone = parsePhone(form.phone);
  if (!phone.ok) refusals.push(refusal(phone.code, 'phone'));
  if (!name.ok || !type.ok || !id.ok || !certificate.ok || !phone.ok) return { claimant: undefined, refusals };
  const idNumber = id.value.number;
  const certificateNo = certificate.value;
  return {
    claimant: { name: name.value, idType: type.value, idNumber, certificateNo, phone: phone.value },
    refusals,
  };
}

/** What a side says, and what is wrong with it. */
export function wordsRefused(words: string, label: string): readonly Refusal[] {
  if (words === '') return [refusal('field.required', 'words', { label })];
  const max = String(longestStatement);
  return [...words].length > longestStatement ? [refusal('field.tooLong', 'words', { label, max })] : [];
}
