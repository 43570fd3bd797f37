import { type IdType, parseIdNumber, parseIdType } from '../../domain/fields/identity.ts';
import { parsePersonalName } from '../../domain/fields/personalName.ts';
import { parsePhone } from '../../domain/fields/phone.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';

/** Whom a counter has before it, as typed. */
export interface RecoveryForm {
  readonly name: string;
  readonly idType: string;
  readonly idNumber: string;
  readonly phone: string;
}

export interface Wanted {
  readonly name: string;
  readonly idType: IdType;
  readonly idNumber: string;
  readonly phone: string;
}

/** Longest 办理原因 and 不予确认的理由. */
export const longestReason = 500;

export function readRecoveryForm(form: RecoveryForm): {
  readonly wanted: Wanted | undefined;
  readonly refusals: readonly Refusal[];
} {
  const refusals: Refusal[] = [];
  const name = parsePersonalName(form.name);
  if (!name.ok) refusals.push(refusal(name.code, 'name'));
  const type = parseIdType(form.idType);
  if (!type.ok) refusals.push(refusal(type.code, 'idType'));
  const id = parseIdNumber(type.ok ? type.value : 'residentIdCard', form.idNumber);
  if (!id.ok) refusals.push(refusal(id.code, 'idNumber'));
  const phone = parsePhone(form.phone);
  if (!phone.ok) refusals.push(refusal(phone.code, 'phone'));
  if (!name.ok || !type.ok || !id.ok || !phone.ok) return { wanted: undefined, refusals };
  return {
    wanted: { name: name.value, idType: type.value, idNumber: id.value.number, phone: phone.value },
    refusals,
  };
}

export const seenLabel = '已当面核对身份证原件,与本人相符';

/** What the second page lacks. */
export function startRefused({
  seen,
  reason,
}: {
  readonly seen: boolean;
  readonly reason: string;
}): readonly Refusal[] {
  const max = String(longestReason);
  return [
    ...(seen ? [] : [refusal('review.confirm', 'seen', { label: seenLabel })]),
    ...(reason === '' ? [refusal('field.required', 'reason', { label: '办理原因' })] : []),
    ...([...reason].length > longestReason ? [refusal('field.tooLong', 'reason', { label: '办理原因', max })] : []),
  ];
}
