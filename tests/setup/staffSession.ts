import type { Services } from '../../src/actions/services.ts';
import { hashToken, openSession } from '../../src/actions/session/openSession.ts';
import type { SignedIn } from '../../src/domain/access/actor.ts';

/** The session of somebody whose every proof is given and stays fresh, so that a test may take its time over other things. */
export async function openProvenSession(services: Services, { end, accountId }: SignedIn): Promise<string> {
  const token = await openSession(services, end, accountId);
  await services.database.pool.query(
    `UPDATE session SET second_factor_at = created_at, proved_at = 'infinity', last_seen_at = '2099-12-31' WHERE token_hash = $1`,
    [hashToken(token)],
  );
  return token;
}
