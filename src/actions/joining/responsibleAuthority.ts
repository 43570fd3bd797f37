import type { Queryable } from '../../store/database.ts';
import { findListed } from '../../store/joiningInstitutions.ts';
import { findRegisteringAuthority } from '../../store/missingInstitutions.ts';
import type { JoiningForm } from './joiningForm.ts';

/** Who decides: the authority that licensed the institution, if it is in the list; else the one that registers in its region. */
export async function responsibleAuthority(
  db: Queryable,
  { number, regionCode }: Pick<JoiningForm, 'number' | 'regionCode'>,
): Promise<{ readonly id: string; readonly name: string } | undefined> {
  const listed = await db.row(findListed, number);
  if (listed !== undefined) return { id: listed.authorityId, name: listed.authorityName };
  return db.row(findRegisteringAuthority, regionCode);
}
