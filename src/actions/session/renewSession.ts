import type { Queryable } from '../../store/database.ts';
import { forgetOtherDevices } from '../../store/devices.ts';
import { deleteOtherSessions, renewSession, retireSession } from '../../store/sessions.ts';
import { hashToken, newToken } from './openSession.ts';

/** Seconds the token before goes on: a form sent twice, and what a page asks for meanwhile, still arrives. */
const graceSeconds = 30;

/** Staff who have given their second factor go on under a new token (T8). `data` is kept with it. Answers the token. */
export async function renewSessionIn(
  tx: Queryable,
  now: Temporal.Instant,
  token: string,
  data: Record<string, unknown> = {},
): Promise<string> {
  const renewed = newToken();
  const renewing = { now: now.toString(), secondFactorGiven: true, data };
  await renewSession(tx, hashToken(token), hashToken(renewed), renewing);
  await tx.row(retireSession, hashToken(token), now.toString(), now.add({ seconds: graceSeconds }).toString());
  return renewed;
}

/**
 * After a credential has changed: this session goes on under a new token, every other one of the account ends, and its
 * device is a stranger again. Codes that
 * were sent to the old token are worth nothing with it. Undefined when the session was ended meanwhile.
 */
export async function renewAndEndOthers(
  tx: Queryable,
  now: Temporal.Instant,
  accountId: string,
  token: string,
): Promise<string | undefined> {
  const renewed = newToken();
  const renewing = { now: now.toString(), secondFactorGiven: false, data: {} };
  const moved = await renewSession(tx, hashToken(token), hashToken(renewed), renewing);
  await tx.rows(deleteOtherSessions, accountId, hashToken(renewed));
  await tx.rows(forgetOtherDevices, accountId, hashToken(renewed));
  return moved ? renewed : undefined;
}
