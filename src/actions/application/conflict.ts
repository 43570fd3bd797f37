import type { SignedIn } from '../../domain/access/actor.ts';
import { states, steps, stepsNow } from '../../domain/procedure/steps.ts';
import { findApplication } from '../../store/applications.ts';
import type { Queryable } from '../../store/database.ts';
import { findEvents } from '../../store/procedure.ts';
import { scopeFor } from '../../store/scope.ts';
import { notFound, type Outcome } from '../outcome.ts';

/** The answer to whoever came second: how the file stands now, who moved it and when, what can be done now. */
export async function conflictOf(db: Queryable, actor: SignedIn, applicationId: string): Promise<Outcome<never>> {
  const now = await findApplication(db, scopeFor(actor), applicationId);
  if (now === undefined) return notFound;
  const last = (await db.rows(findEvents, applicationId)).at(-1);
  return {
    kind: 'conflict',
    conflict: {
      state: states[now.state],
      movedBy: [last?.organisation, last?.actorName].filter((word) => word !== undefined && word !== '').join(' '),
      at: last?.at ?? null,
      stepsNow: stepsNow(now.state).map((step) => steps[step]),
    },
  };
}
