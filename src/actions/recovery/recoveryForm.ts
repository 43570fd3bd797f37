import { z } from 'zod';
import { type IdType, idTypes, parseIdNumber, parseIdType } from '../../domain/fields/identity.ts';
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

const kept = z.object({
  recovery: z
    .object({ name: z.string(), idType: z.enum(idTypes), idNumber: z.string(), phone: z.string(), at: z.string() })
    .nullish(),
});

/** Whom the code was sent for, kept in the session of the clerk; undefined after half an hour and once it is started. */
export function readWanted(data: Readonly<Record<string, unknown>>, now: Temporal.Instant): Wanted | undefined {
  const read = kept.safeParse(data);
  const found = read.success ? read.data.recovery : undefined;
  if (found === undefined || found === null) return undefined;
  return Temporal.Instant.compare(Temporal.Instant.from(found.at).add({ minutes: 30 }), now) > 0 ? found : undefined;
}
