import { statement } from './database.ts';

type Before = readonly [before: string, limit: number];
interface Gone {
  readonly gone: number;
}

/** Rows are taken by their place and skipped when another program is at them, so that several may sweep at once. */
function deleteFrom(name: string, table: string, over: string) {
  return statement<Gone, Before>(
    `leftovers.${name}`,
    `DELETE FROM ${table} WHERE ctid = ANY (ARRAY(SELECT ctid FROM ${table} WHERE ${over} LIMIT $2 FOR UPDATE SKIP LOCKED)) RETURNING 1 AS gone`,
  );
}

export const deleteSessions = deleteFrom('sessions', 'session', 'expires_at <= $1');
export const deleteCodes = deleteFrom('codes', 'one_time_code', 'created_at <= $1');
export const deleteConfirmations = deleteFrom('emailConfirmations', 'email_confirmation', 'expires_at <= $1');
export const deleteDevices = deleteFrom('devices', 'known_device', 'last_seen_at <= $1');
export const deleteLookups = deleteFrom('lookups', 'lookup_count', 'quarter <= $1');
export const deleteLiveCodeUses = deleteFrom('liveCodeUses', 'live_code_use', 'at <= $1');
/** With their openings. */
export const deleteShares = deleteFrom('shares', 'licence_share', 'least(stopped_at, expires_at) <= $1');
export const deleteAttempts = deleteFrom('attempts', 'attempt', 'at <= $1');
export const deleteAnswers = deleteFrom('answers', 'idempotency', 'at <= $1');
export const deleteReceipts = deleteFrom('receipts', 'register_receipt', 'made_at <= $1');
export const deleteWalletOffers = deleteFrom('walletOffers', 'credential_offer', 'created_at <= $1');
export const deleteWalletNonces = deleteFrom('walletNonces', 'credential_nonce', 'used_at <= $1');
export const deleteRefusals = deleteFrom(
  'refusals',
  'import_refusal',
  'batch_id IN (SELECT id FROM import_batch WHERE ended_at <= $1)',
);

/** What has gone out, or been given up, loses whom it was for and what it said. */
export const emptyMessages = statement<Gone, Before>(
  'leftovers.messages',
  `UPDATE message SET recipient_sealed = NULL, subject = '', text_sealed = NULL, code_sealed = NULL
   WHERE id IN (SELECT id FROM message WHERE created_at <= $1 AND due_at IS NULL AND recipient_sealed IS NOT NULL LIMIT $2
     FOR UPDATE SKIP LOCKED)
   RETURNING 1 AS gone`,
  { keeps: ['message.recipient', 'message.text', 'message.code'] },
);

/** An account that was never activated keeps its id, which the record refers to, and nothing of a person. */
export const clearUnusedAccounts = statement<{ id: string }, Before>(
  'leftovers.accounts',
  `UPDATE account SET active = false, name = '已清除', id_number_sealed = NULL, id_number_index = NULL, phone_sealed = NULL, phone_index = NULL,
     email_sealed = NULL, login_name = 'cleared-' || id, password_hash = ''
   WHERE id IN (SELECT a.id FROM account a WHERE a."end" = 'person' AND a.activated_at IS NULL AND a.created_at <= $1
     AND a.id_number_sealed IS NOT NULL AND NOT EXISTS (SELECT FROM correction_request c WHERE c.account_id = a.id AND c.state = 'open')
     AND NOT EXISTS (SELECT FROM application f WHERE f.account_id = a.id) LIMIT $2 FOR UPDATE OF a SKIP LOCKED)
   RETURNING id`,
  { keeps: ['account.id_number', 'account.phone', 'account.email'] },
);

/** Files of imports all of whose batches have ended long enough ago: a preview and its import share one. */
export const findOldImportFiles = statement<{ key: string }, Before>(
  'leftovers.importFiles',
  `SELECT file_key AS key FROM import_batch WHERE file_key IS NOT NULL GROUP BY file_key
   HAVING bool_and(ended_at IS NOT NULL AND ended_at <= $1) LIMIT $2`,
);

export const forgetImportFile = statement<{ id: string }, readonly [key: string]>(
  'leftovers.forgetImportFile',
  'UPDATE import_batch SET file_key = NULL WHERE file_key = $1 RETURNING id',
);

/** Open files whose time is over. */
export const findOldEditions = statement<{ day: string; keys: readonly string[] }, Before>(
  'leftovers.editions',
  `SELECT day, ARRAY(SELECT f ->> 'key' FROM jsonb_array_elements(files) f) AS keys FROM open_data_edition WHERE made_at <= $1 ORDER BY day LIMIT $2`,
);

export const deleteEdition = statement<{ day: string }, readonly [day: string]>(
  'leftovers.deleteEdition',
  'DELETE FROM open_data_edition WHERE day = $1 RETURNING day',
);

/** 机构入驻申请 refused long ago whose scans and contact are still there. */
export const findOldRefusedJoinings = statement<{ id: string; keys: readonly string[] }, Before>(
  'leftovers.refusedJoinings',
  `SELECT id, scan_keys AS keys FROM joining_request WHERE state = 'refused' AND decided_at <= $1 AND contact_phone_sealed IS NOT NULL LIMIT $2`,
);

/** What was asked and decided stays; who asked is gone. */
export const forgetRefusedJoining = statement<{ id: string }, readonly [id: string]>(
  'leftovers.forgetRefusedJoining',
  `UPDATE joining_request SET scan_keys = '{}', head_name = '', contact_name = '', contact_phone_sealed = NULL, contact_phone_index = NULL, contact_email_sealed = NULL
   WHERE id = $1 AND state = 'refused' RETURNING id`,
  { keeps: ['joining_request.contact_phone', 'joining_request.contact_email'] },
);

/** Photos that no file, entry or event of their owner refers to. */
const unreferenced = `NOT EXISTS (SELECT FROM register_entry e WHERE e.photo_id = p.id)
  AND NOT EXISTS (SELECT FROM application a WHERE a.photo_id = p.id)
  AND NOT EXISTS (SELECT FROM application a LEFT JOIN application_event v ON v.application_id = a.id
    WHERE a.account_id = p.account_id AND (a.draft_photo_id = p.id OR v.event ->> 'photoId' = p.id::text))`;

export const findOldPhotos = statement<{ id: string; key: string }, Before>(
  'leftovers.photos',
  `SELECT p.id, p.key FROM photo p WHERE p.created_at <= $1 AND ${unreferenced} LIMIT $2`,
);

export const deletePhoto = statement<{ id: string }, readonly [id: string]>(
  'leftovers.deletePhoto',
  `DELETE FROM photo p WHERE p.id = $1 AND ${unreferenced} RETURNING p.id`,
);

/** A draft that was never submitted, with whom to tell. */
export interface OldDraft {
  readonly id: string;
  readonly kind: string;
  readonly accountId: string;
}

const isDraft = `a.state = 'draft' AND a.number IS NULL AND NOT EXISTS (SELECT FROM application_event v WHERE v.application_id = a.id)`;
const noticeOf = `k.key = 'draft:' || a.id`;

/** Drafts whose owner has not been told yet that they will be deleted. */
export const findDraftsToTell = statement<OldDraft, Before>(
  'leftovers.draftsToTell',
  `SELECT a.id, a.kind, a.account_id AS "accountId" FROM application a WHERE ${isDraft} AND a.created_at <= $1
     AND NOT EXISTS (SELECT FROM time_act k WHERE ${noticeOf}) LIMIT $2`,
);

/** Drafts past their time whose owner was told before `$3`. */
export const findDraftsToDelete = statement<OldDraft, readonly [before: string, limit: number, toldBefore: string]>(
  'leftovers.draftsToDelete',
  `SELECT a.id, a.kind, a.account_id AS "accountId" FROM application a WHERE ${isDraft} AND a.created_at <= $1
     AND EXISTS (SELECT FROM time_act k WHERE ${noticeOf} AND k.at <= $3) LIMIT $2`,
);

/** Held, if it is still a draft and nobody else is at it. */
export const lockDraft = statement<{ id: string }, readonly [id: string]>(
  'leftovers.lockDraft',
  `SELECT a.id FROM application a WHERE a.id = $1 AND ${isDraft} FOR UPDATE SKIP LOCKED`,
);

export const detachNotices = statement<{ id: string }, readonly [applicationId: string]>(
  'leftovers.detachNotices',
  'UPDATE notice SET application_id = NULL WHERE application_id = $1 RETURNING id',
);

export const deleteDraft = statement<{ id: string }, readonly [id: string]>(
  'leftovers.deleteDraft',
  'DELETE FROM application WHERE id = $1 RETURNING id',
);
