import type { AuthorityActor, InstitutionActor } from '../../domain/access/actor.ts';
import { chinaDate } from '../../domain/time/dates.ts';
import { searchFiles as statements } from '../../store/desk.ts';
import { scopeFor } from '../../store/scope.ts';
import type { Services } from '../services.ts';
import { type QueueLine, toLine } from './listQueue.ts';

/** Files of the actor's scope, in whatever state, by whole number or the beginning of a name; at most twenty. */
export async function searchFiles(
  services: Services,
  actor: InstitutionActor | AuthorityActor,
  words: string,
): Promise<readonly QueueLine[]> {
  const [found, calendar] = await Promise.all([
    services.database.row(statements[actor.end], words, scopeFor(actor).owner),
    services.calendar(),
  ]);
  const today = chinaDate(services.clock.now()).toString();
  return (found?.rows ?? []).map((row) => toLine(row, calendar, today));
}
