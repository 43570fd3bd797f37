import { statement } from './database.ts';

export interface Acquaintance {
  /** The account has signed in with this device before. */
  readonly known: boolean;
  /** It has signed in with any device before. */
  readonly any: boolean;
}

export const findDevice = statement<Acquaintance, readonly [accountId: string, keyHash: Buffer]>(
  'device.find',
  `SELECT EXISTS (SELECT FROM known_device WHERE account_id = $1 AND key_hash = $2) AS known,
     EXISTS (SELECT FROM known_device WHERE account_id = $1) AS any`,
);

export const keepDevice = statement<
  { keyHash: Buffer },
  readonly [accountId: string, keyHash: Buffer, device: string, at: string]
>(
  'device.keep',
  `INSERT INTO known_device (account_id, key_hash, device, first_seen_at, last_seen_at) VALUES ($1, $2, $3, $4, $4)
   ON CONFLICT (account_id, key_hash) DO UPDATE SET device = $3, last_seen_at = $4 RETURNING key_hash AS "keyHash"`,
);

/** A device that its owner has signed out from elsewhere is a stranger again. */
export const forgetDevices = statement<{ keyHash: Buffer }, readonly [accountId: string, keyHashes: readonly Buffer[]]>(
  'device.forget',
  'DELETE FROM known_device WHERE account_id = $1 AND key_hash = ANY($2) RETURNING key_hash AS "keyHash"',
);

/** All but the device of one session: whoever knew the password before is a stranger after it has changed. */
export const forgetOtherDevices = statement<{ keyHash: Buffer }, readonly [accountId: string, tokenHash: Buffer]>(
  'device.forgetOthers',
  `DELETE FROM known_device WHERE account_id = $1
     AND key_hash IS DISTINCT FROM (SELECT device_key FROM session WHERE account_id = $1 AND token_hash = $2)
   RETURNING key_hash AS "keyHash"`,
);

export const forgetAllDevices = statement<{ keyHash: Buffer }, readonly [accountId: string]>(
  'device.forgetAll',
  'DELETE FROM known_device WHERE account_id = $1 RETURNING key_hash AS "keyHash"',
);

export interface OpenSession {
  readonly id: string;
  readonly device: string;
  readonly network: string;
  readonly createdAt: string;
  readonly lastSeenAt: string | null;
  /** 本次登录 */
  readonly current: boolean;
}

export const listSessions = statement<OpenSession, readonly [accountId: string, tokenHash: Buffer, now: string]>(
  'device.sessions',
  `SELECT id, device, network, created_at AS "createdAt", last_seen_at AS "lastSeenAt", token_hash = $2 AS current
   FROM session WHERE account_id = $1 AND expires_at > $3 ORDER BY token_hash = $2 DESC, last_seen_at DESC NULLS LAST, id`,
);

export interface EndedSession {
  readonly device: string;
  readonly deviceKey: Buffer | null;
}

/** One session of an account; never the one that asks. */
export const endSession = statement<EndedSession, readonly [accountId: string, id: string, tokenHash: Buffer]>(
  'device.endSession',
  `DELETE FROM session WHERE account_id = $1 AND id = $2 AND token_hash <> $3 RETURNING device, device_key AS "deviceKey"`,
);

export const endOtherSessions = statement<EndedSession, readonly [accountId: string, tokenHash: Buffer]>(
  'device.endOtherSessions',
  `DELETE FROM session WHERE account_id = $1 AND token_hash <> $2 RETURNING device, device_key AS "deviceKey"`,
);
