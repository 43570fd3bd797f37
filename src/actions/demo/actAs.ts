import type { SignedIn } from '../../domain/access/actor.ts';
import type { Services } from '../services.ts';
import { closeSession } from '../session/closeSession.ts';
import { findActor } from '../session/findActor.ts';
import { openSession } from '../session/openSession.ts';

/** Somebody of the demonstration with exactly the rights they have when they sign in. */
export async function actAs<End extends SignedIn['end']>(
  services: Services,
  end: End,
  accountId: string | undefined,
): Promise<Extract<SignedIn, { end: End }>> {
  if (accountId === undefined) throw new Error(`the demonstration lacks an account of the ${end} end`);
  const token = await openSession(services, 'visitor', accountId);
  const actor = (await findActor(services, token))?.actor ?? null;
  await closeSession(services, token);
  if (actor === null || !isOf(actor, end)) throw new Error(`account ${accountId} is none of the ${end} end`);
  return actor;
}

function isOf<End extends SignedIn['end']>(actor: SignedIn, end: End): actor is Extract<SignedIn, { end: End }> {
  return actor.end === end;
}
