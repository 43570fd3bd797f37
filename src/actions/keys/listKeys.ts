import { countByKey, findImportFiles } from '../../store/dataKeys.ts';
import { keyIdOfBytes } from '../../store/seal.ts';
import type { Services } from '../services.ts';

export interface KeyLine {
  readonly id: string;
  readonly madeAt: string | null;
  readonly current: boolean;
  /** How many values of the database are sealed with it. */
  readonly values: number;
  readonly files: number;
}

/** The keys of the ring, the current one first, and what is sealed with each. */
export async function listKeys({ database, storage }: Services): Promise<KeyLine[]> {
  const values = new Map<string, number>();
  const files = new Map<string, number>();
  const count = (counts: Map<string, number>, id: string, more: number) => counts.set(id, (counts.get(id) ?? 0) + more);
  for (const counting of countByKey) {
    for (const { id, rows } of await database.rows(counting)) count(values, id, rows);
  }
  for (const { key } of await database.rows(findImportFiles)) {
    const bytes = await storage.get(key);
    if (bytes !== undefined) count(files, keyIdOfBytes(bytes) ?? '', 1);
  }
  const ring = database.keys?.list() ?? [];
  return ring.map(({ id, madeAt }, place) => ({
    ...{ id, madeAt, current: place === 0 },
    ...{ values: values.get(id) ?? 0, files: files.get(id) ?? 0 },
  }));
}
