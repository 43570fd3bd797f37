import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { sequence } from '../src/actions/log/sequence.ts';
import { verifyLedger } from '../src/actions/maintenance/verifyLedger.ts';
import { openFolderStorage } from '../src/outside/storage/folder.ts';
import { openPublicLog } from '../src/publicLog.ts';
import { openDatabase } from '../src/store/database.ts';
import { startEmbedded } from '../src/store/embedded.ts';
import { fixedKeyRing } from '../src/store/keyRing.ts';
import { migrate } from '../src/store/migrate.ts';
import { insertHunan, insertInstitution, insertPhysician } from '../tests/factories/people.ts';

const keys = fixedKeyRing(['c1', 'c2'].map((byte) => byte.repeat(32)));

/** A log of so many leaves: how fast rows become leaves, and how long `ledger verify` takes for all of it. */
export async function measureVerify(leaves: number): Promise<string[]> {
  const dir = await mkdtemp(join(tmpdir(), 'xinglin-log-'));
  const embedded = await startEmbedded(dir, console.error);
  const adminUrl = embedded.url('postgres', 'postgres');
  await migrate({
    adminUrl,
    passwords: embedded.passwords,
    migrationsDir: resolve('migrations'),
    regionsFile: resolve('data/regions.csv'),
    keys,
  });
  const open = { connections: 2, keys, applicationName: 'bench', onIdleError: console.error };
  const database = openDatabase({ ...open, url: embedded.url('xinglin_app', 'postgres') });
  const { county } = await insertHunan(database);
  await insertInstitution(database, county);
  await insertPhysician(database);
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const sql = (await readFile('bench/logRows.sql', 'utf8')).replaceAll(':entries', String(Math.ceil(leaves / 4)));
  for (const statement of sql.split(/;\s*\n/)) if (statement.trim() !== '') await client.query(statement);
  await client.query('VACUUM ANALYZE');
  const clock = { now: () => Temporal.Now.instant() };
  const settings = {
    dataDir: dir,
    publicUrl: 'http://localhost:8080',
    log: { origin: undefined, witnesses: [], witnessed: [] },
  };
  const storage = openFolderStorage(join(dir, 'files'));
  const services = { database, clock, storage, publicLog: await openPublicLog(settings, { clock }) };
  let taken = 0;
  const sequencing = await secondsOf(async () => {
    for (;;) {
      const round = await sequence(services);
      if (round.kind !== 'done') throw new Error(JSON.stringify(round));
      if (round.taken === 0) return;
      taken += round.taken;
    }
  });
  await client.query('VACUUM ANALYZE log_leaf, log_queue, log_checkpoint');
  await client.end();
  let log = 0;
  const began = performance.now();
  const report = await verifyLedger(services, (done, of) => {
    if (done === of) log = (performance.now() - began) / 1000;
  });
  const whole = (performance.now() - began) / 1000;
  if (report.bad !== null) throw new Error(JSON.stringify(report.bad));
  await database.close();
  await embedded.stop();
  await rm(dir, { recursive: true, force: true });
  const line = (work: string, seconds: number) =>
    `| ${work} | ${report.log.leaves.toLocaleString('en')} | ${seconds.toFixed(1)} | ${Math.round(report.log.leaves / seconds).toLocaleString('en')} |`;
  return [
    line(`rows become leaves, up to 4,000 under one signed checkpoint (${taken} taken)`, sequencing),
    line('`ledger verify`: rows, leaves, kept tiles, checkpoints', log),
    line('`ledger verify`, with every entry folded anew', whole),
  ];
}

async function secondsOf(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}
