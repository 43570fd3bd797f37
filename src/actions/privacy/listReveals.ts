import type { AuthorityActor, InstitutionActor } from '../../domain/access/actor.ts';
import { type RevealLine, listReveals as statements } from '../../store/reveals.ts';
import { recordReading } from '../desk/recordReading.ts';
import { done, notFound, type Outcome } from '../outcome.ts';
import type { Services } from '../services.ts';
import { pageOfLog, readLogCursor } from './logPage.ts';

export interface RevealPage {
  readonly lines: readonly RevealLine[];
  readonly next: string | null;
}

/** Whole numbers seen by people of the actor's organisation: for its administrator and its auditor. */
export async function listReveals(
  services: Services,
  actor: InstitutionActor | AuthorityActor,
  after: string,
): Promise<Outcome<RevealPage>> {
  if (actor.role !== 'administrator' && actor.role !== 'auditor') return notFound;
  const organisationId = actor.end === 'institution' ? actor.institutionId : actor.authorityId;
  const [found] = await Promise.all([
    services.database.rows(statements[actor.end], organisationId, readLogCursor(after), pageOfLog + 1),
    recordReading(services, actor, '查看完整号码记录', null, organisationId),
  ]);
  const lines = found.slice(0, pageOfLog);
  return done({ lines, next: found.length > pageOfLog ? (lines.at(-1)?.id ?? null) : null });
}
