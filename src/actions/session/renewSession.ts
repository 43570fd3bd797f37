import type { Queryable } from '../../store/database.ts';
import { renewSession, retireSession } from '../../store/sessions.ts';
import { hashToken, newToken } from './openSession.ts';

/** Seconds the token before goes on: a form sent twice, and what a page asks for meanwhile, still arrives. */
const graceSeconds = 30;

/** A session whose holder has been proven goes on under a new token (T8). `data` is kept with it. Answers the token. */
export async function renewSessionIn(
  tx: Queryable,
  now: Temporal.Instant,
  token: string,
  data: Record<string, unknown> = {},
): Promise<string> {
  const renewed = newToken();
  await tx.row(renewSession, hashToken(token), hashToken(renewed), JSON.stringify(data), now.toString());
  await tx.row(retireSession, hashToken(token), now.toString(), now.add({ seconds: graceSeconds }).toString());
  return renewed;
}
