import { randomBytes } from 'node:crypto';
import type { Queryable } from '../../store/database.ts';
import { forgetOtherDevices } from '../../store/devices.ts';
import { deleteOtherSessions, renewSession } from '../../store/sessions.ts';
import { hashToken } from './openSession.ts';

/**
 * After a credential has changed: this session goes on under a new token, every other one of the account ends, and its
 * device is a stranger again. Codes that
 * were sent to the old token are worth nothing with it. Undefined when the session was ended meanwhile.
 */
export async function renewAndEndOthers(tx: Queryable, accountId: string, token: string): Promise<string | undefined> {
  const renewed = randomBytes(32).toString('base64url');
  const moved = await tx.row(renewSession, hashToken(token), hashToken(renewed));
  await tx.rows(deleteOtherSessions, accountId, hashToken(renewed));
  await tx.rows(forgetOtherDevices, accountId, hashToken(renewed));
  return moved === undefined ? undefined : renewed;
}
