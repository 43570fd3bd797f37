import type { AuthorityActor } from '../../domain/access/actor.ts';
import { findMissingInstitutions, type MissingInstitution } from '../../store/missingInstitutionAnswers.ts';
import type { Services } from '../services.ts';

/** 缺少的机构 reported to this authority: open ones first. */
export function listMissingInstitutions(
  services: Services,
  actor: AuthorityActor,
): Promise<readonly MissingInstitution[]> {
  return services.database.rows(findMissingInstitutions, actor.authorityId);
}
