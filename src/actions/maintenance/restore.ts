import { z } from 'zod';
import { refusal } from '../../domain/vocabulary/refusals.ts';
import { type CopyIn, withCopyIn } from '../../store/copyIn.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { DamagedCopy, linesOf } from './copyLines.ts';

export interface RestoreReport {
  readonly rows: number;
  readonly files: number;
  /** When the copy was made. */
  readonly at: string;
}

const ending = z.strictObject({ rows: z.int(), files: z.int(), migrations: z.array(z.string()), at: z.string() });
type Ending = z.infer<typeof ending>;

const rowsAtOnce = 1000;

/** Brings a copy into an empty database of the same shape, in one transaction; read once before, so that nothing begins that cannot end. */
export async function restore(
  { storage }: Pick<Services, 'storage'>,
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
    await copy.begin();
    await bringIn(copy, file, async (key, bytes) => storage.put(key, bytes, 'application/octet-stream'));
    await copy.finish();
    return done({ rows: end.rows, files: end.files, at: end.at });
  });
}

/** The last line of a copy that is whole: it counts what stands before it. */
async function findEnding(file: string): Promise<Ending | undefined> {
  let [rows, files] = [0, 0];
  for await (const line of linesOf(file)) {
    if (line.startsWith('R ')) rows += 1;
    else if (line.startsWith('F ')) files += 1;
    else if (line.startsWith('E ')) {
      const end = ending.parse(JSON.parse(line.slice(2)));
      return end.rows === rows && end.files === files ? end : undefined;
    }
  }
  return undefined;
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
