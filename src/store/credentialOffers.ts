import { statement } from './database.ts';

/** A new offer takes the place of those of the same registration that no wallet has taken up. */
export const dropOpenOffers = statement<{ id: string }, readonly [entryId: string]>(
  'credentialOffer.dropOpen',
  'DELETE FROM credential_offer WHERE entry_id = $1 AND used_at IS NULL RETURNING id',
);

export const insertOffer = statement<
  { id: string },
  readonly [
    accountId: string,
    entryId: string,
    linkHash: Buffer,
    codeHash: Buffer,
    txCodeHash: Buffer,
    tries: number,
    createdAt: string,
    expiresAt: string,
  ]
>(
  'credentialOffer.insert',
  `INSERT INTO credential_offer (account_id, entry_id, link_hash, code_hash, tx_code_hash, tries_left, created_at, expires_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
);

/** Its registration is theirs still, and their account neither frozen nor closed: what was begun before does not outlive it. */
const ofHolder = `EXISTS (SELECT FROM account a JOIN register_entry e ON e.physician_id = a.physician_id
     WHERE a.id = credential_offer.account_id AND a.active AND a.frozen_by IS NULL AND e.id = credential_offer.entry_id)`;

export const findOpenOffer = statement<{ id: string }, readonly [linkHash: Buffer, now: string]>(
  'credentialOffer.open',
  `SELECT id FROM credential_offer
   WHERE link_hash = $1 AND used_at IS NULL AND expires_at > $2 AND tries_left > 0 AND ${ofHolder}`,
);

/** Uses up one try of the six digits; nothing when the code is unknown, used, too old, or has been tried too often. */
export const tryOffer = statement<{ id: string; txCodeHash: Buffer }, readonly [codeHash: Buffer, now: string]>(
  'credentialOffer.try',
  `UPDATE credential_offer SET tries_left = tries_left - 1
   WHERE code_hash = $1 AND used_at IS NULL AND expires_at > $2 AND tries_left > 0 AND ${ofHolder}
   RETURNING id, tx_code_hash AS "txCodeHash"`,
);

/** The code is exchanged for a token, once. */
export const exchangeOffer = statement<
  { id: string },
  readonly [id: string, now: string, tokenHash: Buffer, tokenExpiresAt: string]
>(
  'credentialOffer.exchange',
  `UPDATE credential_offer SET used_at = $2, token_hash = $3, token_expires_at = $4
   WHERE id = $1 AND used_at IS NULL AND expires_at > $2 RETURNING id`,
);

export interface TakenOffer {
  readonly id: string;
  readonly accountId: string;
  readonly entryId: string;
}

/** The offer of a token that nothing has been given for yet. */
export const findByToken = statement<TakenOffer, readonly [tokenHash: Buffer, now: string]>(
  'credentialOffer.byToken',
  `SELECT id, account_id AS "accountId", entry_id AS "entryId" FROM credential_offer
   WHERE token_hash = $1 AND token_expires_at > $2 AND instance_id IS NULL AND ${ofHolder}`,
);

/** The token is good for one; nothing when something has been given for it meanwhile. */
export const settleOffer = statement<{ id: string }, readonly [id: string, instanceId: string, now: string]>(
  'credentialOffer.settle',
  `UPDATE credential_offer SET instance_id = $2
   WHERE id = $1 AND instance_id IS NULL AND token_expires_at > $3 AND ${ofHolder} RETURNING id`,
);

/** Nothing: the nonce has been used before. */
export const useNonce = statement<{ usedAt: string }, readonly [nonceHash: Buffer, now: string]>(
  'credentialNonce.use',
  'INSERT INTO credential_nonce (nonce_hash, used_at) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING used_at AS "usedAt"',
);
