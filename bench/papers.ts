// node bench/papers.ts: licences printed, recorded, sealed and stored by the background job of a running program, on all its cores together with
// its database; how many a second, and how much memory the program holds on the way. PAPERS=10000 sets how many, BENCH_WRITE=1 writes
// PAPERS.md.
import type { ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import sharp from 'sharp';
import { startPaperBatch } from '../src/actions/papers/startPaperBatch.ts';
import { openDatabase } from '../src/store/database.ts';
import { findPaperBatch, type PaperBatch } from '../src/store/paperBatches.ts';
import { prepare } from './prepare.ts';
import { startOurs } from './start.ts';

const papers = Number(process.env.PAPERS ?? 10_000);
const marks = [0.2, 0.5, 1].map((part) => Math.round(papers * part));

/** Every entry with a registration in its history, a further institution for each tenth, and a photo of its own. */
async function enrich(url: string, filesDir: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`
    INSERT INTO photo (id, account_id, key, created_at)
      SELECT md5('h' || e.id)::uuid, (SELECT id FROM account ORDER BY id LIMIT 1), 'photos/' || e.id || '.jpg', now() FROM register_entry e;
    UPDATE register_entry e SET photo_id = md5('h' || e.id)::uuid;
    INSERT INTO register_event (entry_id, seq, type, at, effective_on, event)
      SELECT e.id, 1, 'registered', now(), e.registered_on, jsonb_build_object('type', 'registered', 'institutionId', e.main_institution_id,
        'authorityId', e.authority_id) FROM register_entry e;
    INSERT INTO register_site (id, entry_id, institution_id, authority_id, starts_on, ends_on)
      SELECT md5('s' || e.id)::uuid, e.id, (SELECT id FROM institution WHERE id <> e.main_institution_id ORDER BY id LIMIT 1), e.authority_id,
        e.registered_on, e.registered_on + 700 FROM register_entry e WHERE right(e.licence_no, 1) = '0';
    ANALYZE`);
  const { rows } = await client.query<{ key: string }>('SELECT key FROM photo');
  await client.end();
  const noise = { type: 'gaussian', mean: 170, sigma: 14 } as const;
  const portrait = await sharp({ create: { width: 358, height: 441, channels: 3, background: '#fff', noise } })
    .jpeg({ quality: 82 })
    .toBuffer();
  console.error(`photos of ${portrait.length} bytes`);
  await mkdir(join(filesDir, 'photos'), { recursive: true, mode: 0o700 });
  // What stands behind the end of a picture is not looked at, and makes each another file.
  for (const { key } of rows) await writeFile(join(filesDir, key), Buffer.concat([portrait, Buffer.from(key)]));
}

/** Of the program and of the processes it prints in, MiB. */
async function memoryOf(pid: number | undefined): Promise<number> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  const each = [pid, ...children.trim().split(' ').filter(Boolean)].map(async (one) => {
    const status = await readFile(`/proc/${one}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
  });
  return Math.round((await Promise.all(each)).reduce((sum, one) => sum + one, 0));
}

const { embedded, ourUrl, data } = await prepare({ physicians: papers, applications: 0, drafts: 0 });
const dataDir = await mkdtemp(join(tmpdir(), 'xinglin-papers-'));
const database = openDatabase({
  url: ourUrl,
  role: 'xinglin_app',
  connections: 2,
  applicationName: 'bench',
  onIdleError: console.error,
});
let program: ChildProcess | undefined;
try {
  await enrich(ourUrl, join(dataDir, 'files'));
  program = await startOurs(3902, { url: ourUrl, dataDir, data });
  const order = { accountId: null, name: '测量', organisation: '', authorityPath: null, regionCode: null };
  const clock = { now: () => Temporal.Now.instant() };
  let batch: PaperBatch | undefined = await startPaperBatch({ database, clock }, order, true);
  const began = performance.now();
  const seen: string[] = [];
  let [most, page] = [0, 0];
  while (batch !== undefined && batch.state !== 'done') {
    await pause(200);
    // A page asked meanwhile: does the program still answer?
    const asked = performance.now();
    await fetch('http://localhost:3902/verify');
    page = Math.max(page, performance.now() - asked);
    batch = await database.row(findPaperBatch, null, batch.id);
    const done = batch === undefined ? 0 : batch.made + batch.kept + batch.refused;
    const memory = await memoryOf(program.pid);
    most = Math.max(most, memory);
    while (marks.length > 0 && done >= (marks[0] ?? 0)) seen.push(`| ${marks.shift()} | ${memory} |`);
  }
  const seconds = (performance.now() - began) / 1000;
  if (batch === undefined || batch.made !== papers)
    throw new Error(`not all papers were made: ${JSON.stringify(batch)}`);
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`;
  const text = [
    '# Papers',
    '',
    `${Temporal.Now.plainDateISO()} · ${machine} · ${papers.toLocaleString('en')} licences printed, recorded, sealed (ECDSA P-256) and stored durably, database on the same cores:`,
    `**${(papers / seconds).toFixed(1)} a second** (${seconds.toFixed(0)} s); slowest of a page asked every 200 ms meanwhile: ${page.toFixed(0)} ms.`,
    '',
    '| papers made | memory of the program and its printers, MiB |',
    '| ---: | ---: |',
    ...seen,
    '',
    `Most at any time: ${most} MiB.`,
    '',
  ].join('\n');
  console.log(text);
  if (process.env.BENCH_WRITE === '1') await writeFile('bench/PAPERS.md', text);
} finally {
  program?.kill('SIGTERM');
  await new Promise((resolve) => (program === undefined ? resolve(0) : program.on('exit', resolve)));
  await database.close();
  await embedded.stop();
  await rm(dataDir, { recursive: true, force: true });
}
