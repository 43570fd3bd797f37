import type { AuthorityActor, InstitutionActor } from '../../domain/access/actor.ts';
import type { State } from '../../domain/procedure/steps.ts';
import { findLongestWaiting, findMostUrgent } from '../../store/deskFile.ts';
import type { Services } from '../services.ts';

export interface NextFile {
  readonly id: string;
  readonly number: string;
}

/** The file to take next from the queue this one came from; undefined when the queue is empty. */
export function findNextFile(
  services: Services,
  actor: InstitutionActor | AuthorityActor,
  from: State,
  notThis: string,
): Promise<NextFile | undefined> {
  return actor.end === 'institution'
    ? services.database.row(findLongestWaiting, actor.institutionId, notThis)
    : services.database.row(findMostUrgent, actor.authorityId, from, notThis);
}
