import { transaction } from '../../store/transaction.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { renewSessionIn } from '../session/renewSession.ts';
import type { StaffActor } from './staffActor.ts';
import { countFactorTry, forgetFactorTries, takeFactor } from './takeFactor.ts';

/**
 * The second factor, at sign-in or again before a decision: the session goes on under a new token with its proof renewed.
 * `data` is kept with it. Answers the token.
 */
export async function giveFactor(
  services: Services,
  actor: StaffActor,
  token: string,
  typed: string,
  data: Record<string, unknown> = {},
): Promise<Outcome<string>> {
  const tooMany = await countFactorTry(services, actor);
  if (tooMany !== undefined) return refuse(tooMany);
  const outcome = await transaction(services.database, async (tx): Promise<Outcome<string>> => {
    const wrong = await takeFactor(services, tx, actor, typed);
    if (wrong !== undefined) return refuse(wrong);
    return done(await renewSessionIn(tx, services.clock.now(), token, data));
  });
  if (outcome.kind === 'done') await forgetFactorTries(services, actor);
  return outcome;
}
