import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import type { Services } from '../../src/actions/services.ts';
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

/** A stored photo with its file, for whoever makes a licence of it. */
export async function storePhoto({ database, storage }: Services, accountId: string): Promise<string> {
  const id = await insertPhoto(database, accountId);
  await storage.put(`photos/${id}.jpg`, await smallPhoto(), 'image/jpeg');
  return id;
}

export function smallPhoto(): Promise<Buffer> {
  return sharp({ create: { width: 35, height: 53, channels: 3, background: 'white' } })
    .jpeg()
    .toBuffer();
}
