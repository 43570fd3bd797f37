import type { AuthorityActor, InstitutionActor } from '../../domain/access/actor.ts';
import { chinaDate } from '../../domain/time/dates.ts';
import { addWorkingDays } from '../../domain/time/workingDays.ts';
import {
  type AuthorityFigures,
  countAuthorityDesk,
  countInstitutionDesk,
  type InstitutionFigures,
} from '../../store/deskFigures.ts';
import type { Services } from '../services.ts';

/** Working days before the due day in which a file counts as 即将到期. */
export const soonWorkingDays = 5;

/** The key figures of an authority's desk: its own files, not those below it. */
export async function readAuthorityFigures(services: Services, actor: AuthorityActor): Promise<AuthorityFigures> {
  const today = chinaDate(services.clock.now());
  const soon = addWorkingDays(await services.calendar(), today, soonWorkingDays).date;
  const row = await services.database.row(countAuthorityDesk, actor.authorityId, today.toString(), soon.toString());
  if (row === undefined) throw new Error('a count answered no row');
  return row;
}

export async function readInstitutionFigures(services: Services, actor: InstitutionActor): Promise<InstitutionFigures> {
  const today = chinaDate(services.clock.now()).toString();
  const row = await services.database.row(countInstitutionDesk, actor.institutionId, today);
  if (row === undefined) throw new Error('a count answered no row');
  return row;
}
