import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { cutNetwork } from '../../domain/fields/network.ts';
import type { Queryable } from '../../store/database.ts';
import { insertSession } from '../../store/sessions.ts';
import type { Services } from '../services.ts';
import { type Device, hashDevice } from './device.ts';
import type { SessionLimits } from './limits.ts';

type Who = keyof SessionLimits['hours'];

/** The stored form of a cookie: whoever reads the table cannot sign in with what stands there. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** 256 bits, as a cookie or a link carries them. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** A new session with a fresh 256-bit token; `accountId` null is a visitor who registers or is asked for a code. */
export async function openSession(
  services: Services,
  who: Who,
  accountId: string | null,
  data: Record<string, unknown> = {},
): Promise<string> {
  return openSessionIn(services, services.database, who, accountId, data);
}

/**
 * The same within a transaction: somebody is signed in only if everything else that belongs to it has happened. Staff still
 * owe their second factor (`enterWith`).
 */
export async function openSessionIn(
  { clock, sessionLimits }: Services,
  db: Queryable,
  who: Who,
  accountId: string | null,
  data: Record<string, unknown> = {},
  device: Device | null = null,
): Promise<string> {
  const now = clock.now();
  const token = newToken();
  const expires = now.add({ hours: sessionLimits.hours[who] });
  await db.row(
    insertSession,
    hashToken(token),
    accountId,
    JSON.stringify(data),
    now.toString(),
    expires.toString(),
    device?.words ?? '',
    device === null ? null : hashDevice(device),
    device === null ? '' : cutNetwork(device.address),
    randomUUID(),
  );
  return token;
}
