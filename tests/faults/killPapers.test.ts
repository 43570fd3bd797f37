import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sha256 } from '../../src/actions/licence/readPaper.ts';
import { verifyLedger } from '../../src/actions/maintenance/verifyLedger.ts';
import { startPaperBatch } from '../../src/actions/papers/startPaperBatch.ts';
import { openFolderStorage } from '../../src/outside/storage/folder.ts';
import { openPublicLog } from '../../src/publicLog.ts';
import { insertEntry, type Registered } from '../factories/register.ts';
import { readSigned } from '../seal/signedPdf.ts';
import { signInDirectly } from '../setup/client.ts';
import { noWitnesses } from '../setup/testServices.ts';
import { type HeldTimestamps, startHeldTimestamps } from './heldTimestamps.ts';
import { openSite, type Site } from './site.ts';
import { until } from './waiting.ts';

/** Of each part of the batch: enough for a kill in the midst of four parts, and some that are left alone. */
const licences = 120;
const together = 24;
const kills = 4;
/** Papers of a part that are signed when it is killed. */
const signedBefore = 10;

const clock = { now: () => Temporal.Now.instant() };

let timestamps: HeldTimestamps;
let site: Site;
beforeAll(async () => {
  timestamps = await startHeldTimestamps();
  site = await openSite(0, timestamps.env);
});
afterAll(async () => {
  await site.close();
  await timestamps.close();
});

interface Papers {
  readonly recorded: number;
  readonly signed: number;
  readonly booked: number;
}

async function papers(): Promise<Papers | undefined> {
  const { rows } = await site.database.pool.query<Papers>(
    `SELECT count(*)::int AS recorded, count(signed_at)::int AS signed,
       (SELECT count(*)::int FROM ledger WHERE action = 'sealPaper') AS booked FROM sealed_document`,
  );
  return rows[0];
}

async function register(): Promise<Registered[]> {
  const { tree, institution } = site.county;
  const registered: Registered[] = [];
  for (let n = 0; n < licences; n += 1) registered.push(await insertEntry(site.database, { tree, institution }));
  return registered;
}

test('批量制证进行中被 kill -9:重启后继续,每人恰好一份证书,没有半份,核对一致', async () => {
  const registered = await register();
  let held = timestamps.holdAfter(signedBefore);
  const order = { accountId: null, name: '命令行', organisation: '', authorityPath: null, regionCode: null };
  const batch = await startPaperBatch({ database: site.database, clock }, order, true);
  for (let killed = 1; killed <= kills; killed += 1) {
    await held;
    await site.program().kill();
    // A part is recorded, some of its papers are signed and lie there as files: none of them counts.
    expect(await papers()).toEqual({
      recorded: killed * together,
      signed: (killed - 1) * together,
      booked: killed * together,
    });
    // It finishes this part, and is killed in the midst of the next.
    held = timestamps.holdAfter(together + signedBefore);
    if (killed === kills) timestamps.goOn();
    await site.restart();
  }
  const ended = await until('the end of the batch', async () => {
    const { rows } = await site.database.pool.query<{ made: number; kept: number; refused: number }>(
      'SELECT made, kept, refused FROM paper_batch WHERE id = $1 AND ended_at IS NOT NULL',
      [batch.id],
    );
    return rows[0];
  });
  expect(ended).toEqual({ made: licences, kept: 0, refused: 0 });
  expect(await papers()).toEqual({ recorded: licences, signed: licences, booked: licences });

  const storage = openFolderStorage(join(site.dataDir, 'files'));
  // Its log is signed by the key of the program.
  const publicLog = await openPublicLog({ dataDir: site.dataDir, publicUrl: '', log: noWitnesses }, { clock });
  expect(await verifyLedger({ database: site.database, publicLog, storage })).toMatchObject({
    papers: { licences, letters: 0, unfinished: 0 },
    bad: null,
  });
  for (const someone of registered) await expectOnePaper(someone);
});

/** What its holder is given is the one that is recorded, sealed and stamped. */
async function expectOnePaper({ person, entry: { id } }: Registered): Promise<void> {
  const { rows } = await site.database.pool.query<{ pdf_sha256: string; digest: string }>(
    'SELECT pdf_sha256, digest FROM sealed_document WHERE entry_id = $1',
    [id],
  );
  expect(rows).toHaveLength(1);
  const client = await signInDirectly(site.database, person);
  const answer = await client.get(site.program().baseUrl, `/person/licence/${id}.pdf`);
  expect(answer.status).toBe(200);
  const pdf = Buffer.from(await answer.arrayBuffer());
  expect(sha256(pdf)).toBe(rows[0]?.pdf_sha256);
  const { valid, digest, timestamp } = readSigned(pdf);
  expect([valid, digest, timestamp !== undefined]).toEqual([true, rows[0]?.digest, true]);
}
