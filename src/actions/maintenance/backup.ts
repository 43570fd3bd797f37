import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { copyOut } from '../../store/copyOut.ts';
import { keyIdOfBytes } from '../../store/seal.ts';
import type { Services } from '../services.ts';

export interface BackupReport {
  readonly file: string;
  readonly tables: number;
  readonly rows: number;
  readonly files: number;
}

/**
 * A copy of everything at one moment in one gzip of lines, while the program goes on: `T table`, `R row`, `F key base64`,
 * and at the end `E {rows, files, migrations, keys, at}`, without which a copy is not whole. Numbers and files of imports are in it
 * as they are at rest, sealed; the keys are not, only the ids of those that open it.
 */
export async function backup(services: Services, file: string): Promise<BackupReport> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.part`;
  const zip = createGzip();
  const written = pipeline(zip, createWriteStream(draft, { mode: 0o600 }));
  const counts = await Promise.race([writeAll(services, zip), written.then(() => undefined)]);
  if (counts === undefined) throw new Error('the backup ended before all was written');
  zip.end();
  await written;
  await makeDurable(draft);
  await rename(draft, file);
  return { file, ...counts };
}

async function writeAll({ database, storage, clock }: Services, zip: NodeJS.WritableStream) {
  const write = async (line: string) => {
    if (!zip.write(`${line}\n`)) await once(zip, 'drain');
  };
  let [tables, rows, files] = [0, 0, 0];
  const used = new Set<string>();
  const { migrations, fileKeys } = await copyOut(database, async (line) => {
    if ('table' in line) tables += 1;
    else rows += 1;
    if ('row' in line) for (const [, id = ''] of line.row.matchAll(/"x1\.([0-9a-f]{12})\./g)) used.add(id);
    await write('table' in line ? `T ${line.table}` : `R ${line.row}`);
  });
  for (const key of fileKeys) {
    const bytes = await storage.get(key);
    // Swept away meanwhile, or never there: the row says so too, and the copy stays readable.
    if (bytes === undefined) continue;
    files += 1;
    used.add(keyIdOfBytes(bytes) ?? '');
    await write(`F ${key} ${Buffer.from(bytes).toString('base64')}`);
  }
  // What only looks like a seal, because somebody has typed it, names no key.
  const ring = database.keys?.list() ?? [];
  const keys = { index: database.keys?.indexKey.id ?? '', seal: ring.flatMap(({ id }) => (used.has(id) ? [id] : [])) };
  await write(`E ${JSON.stringify({ rows, files, migrations, keys, at: clock.now().toString() })}`);
  return { tables, rows, files };
}

async function makeDurable(path: string): Promise<void> {
  const handle = await open(path, 'r');
  await handle.sync();
  await handle.close();
}
