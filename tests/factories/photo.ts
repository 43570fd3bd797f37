import { randomUUID } from 'node:crypto';
import type { Database } from '../../src/store/database.ts';

/** A stored photo row without bytes, for a draft that only needs to have one. */
export async function insertPhoto(db: Database, accountId: string): Promise<string> {
  const id = randomUUID();
  await db.pool.query('INSERT INTO photo (id, account_id, key, created_at) VALUES ($1, $2, $3, $4)', [
    id,
    accountId,
    `photos/${id}.jpg`,
    '2026-01-05T09:00:00+08:00',
  ]);
  return id;
}
