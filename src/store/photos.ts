import { statement } from './database.ts';

export interface PhotoRow {
  readonly id: string;
  /** Where the bytes lie in object storage. */
  readonly key: string;
  readonly findings: readonly string[];
}

export const insertPhoto = statement<
  { id: string },
  readonly [id: string, accountId: string, key: string, findings: string, at: string]
>(
  'photo.insert',
  // The same picture again: it is kept as long as if it had come now.
  `INSERT INTO photo (id, account_id, key, findings, created_at) VALUES ($1, $2, $3, $4::jsonb, $5)
   ON CONFLICT (id) DO UPDATE SET created_at = excluded.created_at RETURNING id`,
);

export const findPhoto = statement<PhotoRow, readonly [id: string]>(
  'photo.find',
  'SELECT id, key, findings FROM photo WHERE id = $1',
);
