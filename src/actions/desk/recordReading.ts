import type { SignedIn } from '../../domain/access/actor.ts';
import { recordRead } from '../../store/ledger.ts';
import type { Services } from '../services.ts';

/** Who looked at what; awaited before the page is answered, so that nobody reads unseen. `what` is in the words a person understands. */
export async function recordReading(
  services: Services,
  actor: SignedIn,
  what: string,
  physicianId: string | null,
  subjectId: string,
): Promise<void> {
  const organisation = actor.end === 'person' ? '' : actor.organisation;
  const at = services.clock.now().toString();
  await services.database.row(recordRead, at, actor.accountId, actor.name, organisation, what, physicianId, subjectId);
}
