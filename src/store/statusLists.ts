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

/**
 * What the register says this moment about the places of a list that are not simply valid: the entry is not in force, its holder
 * has stopped the licences of that wallet, or they say something the register no longer says. What is stopped comes last, because
 * it is so for good.
 */
export const findNotValid = statement<
  { idx: number; status: EntryStatus; isStopped: boolean },
  readonly [list: number]
>(
  'statusList.notValid',
  `SELECT s.idx, e.status, false AS "isStopped" FROM status_index s JOIN register_entry e ON e.id = s.entry_id
   WHERE s.list_id = $1 AND e.status <> 'practising'
   UNION ALL
   SELECT s.idx, e.status, true FROM status_index s JOIN register_entry e ON e.id = s.entry_id
   JOIN credential_instance c ON c.id = s.instance_id JOIN licence_face f ON f.entry_id = s.entry_id
   WHERE s.list_id = $1 AND (c.revoked_at IS NOT NULL OR c.face_digest <> f.digest)
   ORDER BY 3`,
);
