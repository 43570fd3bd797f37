import { type IdType, parseIdNumber, parseIdType } from '../../domain/fields/identity.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';

/** Document and number as typed. */
export interface IdNumberForm {
  readonly idType: string;
  readonly idNumber: string;
}

interface Read {
  readonly id?: Identified;
  readonly refusals: readonly Refusal[];
}

interface Identified {
  readonly idType: IdType;
  readonly idNumber: string;
}

/** By what somebody of staff is known to be another than whom a matter is about; or what is wrong with it. */
export function readIdNumber(form: IdNumberForm): Read {
  const type = parseIdType(form.idType);
  if (!type.ok) return { refusals: [refusal(type.code, 'idType')] };
  const id = parseIdNumber(type.value, form.idNumber);
  if (!id.ok) return { refusals: [refusal(id.code, 'idNumber')] };
  return { id: { idType: type.value, idNumber: id.value.number }, refusals: [] };
}

/** Of somebody invited: what their administrator gave, or what they type. */
export function readInvited(given: string | null, form: IdNumberForm): Read {
  return given === null ? readIdNumber(form) : { id: { idType: 'residentIdCard', idNumber: given }, refusals: [] };
}
