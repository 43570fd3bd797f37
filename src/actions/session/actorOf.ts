import type { SignedIn } from '../../domain/access/actor.ts';
import { provinceOf } from '../../domain/fields/regionCode.ts';
import { isAuthorityRole, isInstitutionRole, type SessionRow } from '../../store/sessions.ts';

/** The account of a session with the rights it has now; null for a visitor. */
export function actorOf(row: SessionRow): SignedIn | null {
  const { accountId, end, name, idNumber, otherAccounts, physicianId, role } = row;
  if (accountId === null || end === null || name === null) return null;
  if (end === 'person') return { end, accountId, name, physicianId };
  if (end === 'institution' && row.institutionId !== null && isInstitutionRole(role)) {
    return {
      end,
      accountId,
      name,
      role,
      institutionId: row.institutionId,
      organisation: row.organisation ?? '',
      idNumber,
      otherAccounts,
    };
  }
  if (
    end === 'authority' &&
    row.authorityId !== null &&
    isAuthorityRole(role) &&
    row.path !== null &&
    row.regionCode !== null
  ) {
    const { authorityId, path, regionCode } = row;
    const organisation = row.organisation ?? '';
    const consents = row.consents === true;
    return {
      end,
      accountId,
      name,
      role,
      authorityId,
      organisation,
      path,
      regionCode,
      provinceCode: provinceOf(regionCode),
      consents,
      idNumber,
      otherAccounts,
    };
  }
  throw new Error(`account ${accountId} has the role ${role ?? 'none'}, which the ${end} end does not know`);
}
