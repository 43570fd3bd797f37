import { statement } from './database.ts';

/** The newest head of somebody else's log that this register has signed as a witness. */
export interface WitnessedHead {
  readonly size: number;
  readonly root: Uint8Array;
}

export const findWitnessed = statement<WitnessedHead, readonly [origin: string]>(
  'witnessed.find',
  'SELECT size, root FROM log_witnessed WHERE origin = $1',
);

type Written = readonly [origin: string, size: number, root: Uint8Array, note: string, at: string];

/** Nothing comes back when somebody else was first. */
export const beginWitnessing = statement<{ size: number }, Written>(
  'witnessed.begin',
  `INSERT INTO log_witnessed (origin, size, root, note, at) VALUES ($1, $2, $3, $4, $5)
   ON CONFLICT (origin) DO NOTHING RETURNING size`,
);

/** Forward from exactly the head that was judged; nothing comes back when it has moved meanwhile. */
export const moveWitnessed = statement<
  { size: number },
  readonly [...written: Written, oldSize: number, oldRoot: Uint8Array]
>(
  'witnessed.move',
  `UPDATE log_witnessed SET size = $2, root = $3, note = $4, at = $5
   WHERE origin = $1 AND size = $6 AND root = $7 AND size <= $2 RETURNING size`,
);
