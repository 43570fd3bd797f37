import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Queryable } from '../../store/database.ts';
import { insertSession } from '../../store/sessions.ts';
import type { Services } from '../services.ts';

/** How long a sign-in lasts; staff sign in once a working day. Hours. */
const hours = { visitor: 2, person: 12, staff: 10 } as const;
type Who = keyof typeof hours;

/** The stored form of a cookie: whoever reads the table cannot sign in with what stands there. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** A new session with a fresh 256-bit token; `accountId` null is a visitor who registers or is asked for a code. */
export async function openSession(
  services: Services,
  who: Who,
  accountId: string | null,
  data: Record<string, unknown> = {},
): Promise<string> {
  return openSessionIn(services.database, services.clock.now(), who, accountId, data);
}

/** The same within a transaction: somebody is signed in only if everything else that belongs to it has happened. */
export async function openSessionIn(
  db: Queryable,
  now: Temporal.Instant,
  who: Who,
  accountId: string | null,
  data: Record<string, unknown> = {},
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const expires = now.add({ hours: hours[who] });
  await db.row(
    insertSession,
    hashToken(token),
    accountId,
    JSON.stringify(data),
    now.toString(),
    expires.toString(),
    randomUUID(),
  );
  return token;
}
