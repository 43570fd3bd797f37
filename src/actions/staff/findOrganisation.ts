import { normalizeCode } from '../../domain/fields/normalize.ts';
import { findAuthorityByCode, findInstitutionByNumber, type Organisation } from '../../store/staff.ts';
import type { Services } from '../services.ts';

/** An institution by its 登记号, or an authority by its 机关代码. */
export async function findOrganisation(
  services: Services,
  end: 'institution' | 'authority',
  number: string,
): Promise<Organisation | undefined> {
  const code = normalizeCode(number);
  if (!code.ok) return undefined;
  return services.database.row(end === 'institution' ? findInstitutionByNumber : findAuthorityByCode, code.value);
}
