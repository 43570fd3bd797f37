import type { EntryStatus } from '../domain/register/entry.ts';
import { statement } from './database.ts';

export interface StatusListRow {
  readonly id: number;
  readonly madeAt: string;
}

/** The list that is being filled. */
export const findNewestList = statement<StatusListRow>(
  'statusList.newest',
  'SELECT id, made_at AS "madeAt" FROM status_list ORDER BY id DESC LIMIT 1',
);

export const findList = statement<StatusListRow, readonly [id: number]>(
  'statusList.one',
  'SELECT id, made_at AS "madeAt" FROM status_list WHERE id = $1',
);

export const findListIds = statement<{ id: number }>('statusList.ids', 'SELECT id FROM status_list ORDER BY id');

/** Of two that open the same list at once one opens it, and the other finds it. */
export const openList = statement<{ id: number }, readonly [id: number, at: string]>(
  'statusList.open',
  'INSERT INTO status_list (id, made_at) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING id',
);

export interface StatusPlace {
  readonly list: number;
  readonly idx: number;
}

/** The place of an entry itself: on its papers and its live codes. */
export const findPlaceOfEntry = statement<StatusPlace, readonly [entryId: string]>(
  'statusList.placeOfEntry',
  'SELECT list_id AS list, idx FROM status_index WHERE entry_id = $1 AND instance_id IS NULL',
);

/** Takes the first place of several that is free; nothing when none is, or when the entry was given one meanwhile. */
export const takePlace = statement<
  StatusPlace,
  readonly [list: number, candidates: readonly number[], entryId: string, instanceId: string | null]
>(
  'statusList.take',
  `INSERT INTO status_index (list_id, idx, entry_id, instance_id)
   SELECT $1, c.idx, $3, $4 FROM unnest($2::integer[]) WITH ORDINALITY AS c(idx, n)
   WHERE NOT EXISTS (SELECT FROM status_index s WHERE s.list_id = $1 AND s.idx = c.idx) ORDER BY c.n LIMIT 1
   ON CONFLICT DO NOTHING RETURNING list_id AS list, idx`,
);

/** The places of a list that stand for something. */
export const findPlacesGiven = statement<{ places: readonly number[] }, readonly [list: number]>(
  'statusList.given',
  `SELECT coalesce(array_agg(idx), '{}') AS places FROM status_index WHERE list_id = $1`,
);

/** A place of a list that is not simply valid. */
export interface NotValid {
  readonly idx: number;
  readonly status: EntryStatus;
  /** Whose it is has been called into question: the account is frozen. */
  readonly isHeld: boolean;
  /** For good: its holder has stopped the licences of that wallet, or is not their holder, or the register no longer says what they say. */
  readonly isStopped: boolean;
}

/** What the register says this moment about the places of a list that are not simply valid. Of one place what is stopped comes last. */
export const findNotValid = statement<NotValid, readonly [list: number]>(
  'statusList.notValid',
  `SELECT s.idx, e.status, false AS "isHeld", false AS "isStopped" FROM status_index s JOIN register_entry e ON e.id = s.entry_id
   WHERE s.list_id = $1 AND e.status <> 'practising'
   UNION ALL
   SELECT * FROM (
     SELECT s.idx, e.status, a.frozen_by IS NOT NULL AS held,
       c.revoked_at IS NOT NULL OR c.face_digest <> f.digest OR NOT a.active OR a.physician_id IS DISTINCT FROM e.physician_id AS stopped
     FROM status_index s JOIN register_entry e ON e.id = s.entry_id JOIN credential_instance c ON c.id = s.instance_id
     JOIN account a ON a.id = c.account_id JOIN licence_face f ON f.entry_id = s.entry_id WHERE s.list_id = $1
   ) AS copies WHERE held OR stopped
   ORDER BY 4, 3`,
);
