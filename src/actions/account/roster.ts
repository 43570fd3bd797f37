import { parsePersonalName } from '../../domain/fields/personalName.ts';
import { findInRoster, type PersonAccount } from '../../store/accounts.ts';
import type { Queryable } from '../../store/database.ts';

/** 医师信息自动校验: the person of the roster, or why they are not the one of the account. */
export type RosterVerdict =
  | { readonly kind: 'matches'; readonly physicianId: string }
  | { readonly kind: 'notInRoster' | 'nameDiffers' | 'qualificationInvalid' };

/** Compares what the owner of an account typed with the roster, both names brought to one form. Reads only. */
export async function compareWithRoster(db: Queryable, account: PersonAccount): Promise<RosterVerdict> {
  const found = await db.row(findInRoster, account.idType, account.idNumber);
  if (found === undefined) return { kind: 'notInRoster' };
  const listed = parsePersonalName(found.name);
  if (account.name !== (listed.ok ? listed.value : found.name)) return { kind: 'nameDiffers' };
  return found.valid ? { kind: 'matches', physicianId: found.physicianId } : { kind: 'qualificationInvalid' };
}
