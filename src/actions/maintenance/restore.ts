import { refusal } from '../../domain/vocabulary/refusals.ts';
import { type CopyIn, withCopyIn } from '../../store/copyIn.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { findEnding, missingKeys } from './copyEnding.ts';
import { DamagedCopy, linesOf } from './copyLines.ts';

export interface RestoreReport {
  readonly rows: number;
  readonly files: number;
  /** When the copy was made. */
  readonly at: string;
}

const rowsAtOnce = 1000;

/** Brings a copy into an empty database of the same shape, in one transaction; read once before, so that nothing begins that cannot end. */
export async function restore(
  { storage, database }: Pick<Services, 'storage' | 'database'>,
  adminUrl: string,
  file: string,
): Promise<Outcome<RestoreReport>> {
  const end = await findEnding(file).catch((error: unknown) => {
    if (error instanceof DamagedCopy) return undefined;
    throw error;
  });
  if (end === undefined) return refuse(refusal('backup.damaged'));
  return withCopyIn(adminUrl, async (copy) => {
    const filled = await copy.filledTables();
    if (filled.length > 0) return refuse(refusal('backup.notEmpty', undefined, { tables: filled.join('、') }));
    const here = await copy.migrations();
    if (here.join() !== end.migrations.join()) return refuse(refusal('backup.otherVersion'));
    const missing = missingKeys(end, database.keys);
    if (missing.length > 0) return refuse(refusal('backup.otherKeys', undefined, { keys: missing.join('、') }));
    await copy.begin();
    await bringIn(copy, file, async (key, bytes) => storage.put(key, bytes, 'application/octet-stream'));
    await copy.finish(database.keys);
    return done({ rows: end.rows, files: end.files, at: end.at });
  });
}

async function bringIn(copy: CopyIn, file: string, keep: (key: string, bytes: Uint8Array) => Promise<void>) {
  let table = '';
  let rows: string[] = [];
  const flush = async () => {
    if (rows.length > 0) await copy.rows(table, rows);
    rows = [];
  };
  for await (const line of linesOf(file)) {
    const content = line.slice(2);
    if (line.startsWith('R ')) rows.push(content);
    if (rows.length >= rowsAtOnce || !line.startsWith('R ')) await flush();
    if (line.startsWith('T ')) table = content;
    if (line.startsWith('F ')) {
      const [key = '', base64 = ''] = content.split(' ');
      await keep(key, Buffer.from(base64, 'base64'));
    }
  }
}
