import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
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
import { drive, median } from './load.ts';
import { prepare, recreate, type Sizes } from './prepare.ts';
import { ourScenarios } from './scenarios.ts';
import { start } from './start.ts';

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

/**
 * The flow of four posts with the log and without it (no trigger, so that nothing waits), in turn on one server. Flows a second say
 * it for both cores, load generator included, but they scatter by a tenth; the time that program and connections spend on the
 * processor scatters less.
 */
export async function measureLogCost(
  sizes: Sizes,
  { seconds, rounds }: { seconds: number; rounds: number },
): Promise<string[]> {
  const { embedded, ourUrl, data } = await prepare(sizes);
  await recreate(embedded, 'bare', 'TEMPLATE ours_filled STRATEGY FILE_COPY');
  const bareUrl = embedded.url('postgres', 'bare');
  const client = new pg.Client({ connectionString: bareUrl });
  await client.connect();
  for (const table of ['ledger', 'register_event']) await client.query(`DROP TRIGGER wait_for_log ON ${table}`);
  await client.end();
  const dir = await mkdtemp(join(tmpdir(), 'xinglin-log-'));
  const env = {
    XINGLIN_DEMO: '0',
    SECRET_KEY: data.secret,
    DATA_KEYS: data.dataKeys,
    LOG_LEVEL: 'warn',
    TRUST_PROXY: '1',
  };
  const open = (port: string, url: string) =>
    start(['dist/main.js'], { ...env, PORT: port, DATABASE_URL: url, DATA_DIR: join(dir, port) }, `localhost:${port}`);
  const programs = [await open('3902', bareUrl), await open('3903', ourUrl)];
  const names = ['bare', 'ours'] as const;
  const perSecond: [number[], number[]] = [[], []];
  const busy: [number[], number[]] = [[], []];
  const scenarios = [ourScenarios(data).flow, ourScenarios(data).flow] as const;
  await drive('http://127.0.0.1:3902', scenarios[0], 3);
  await drive('http://127.0.0.1:3903', scenarios[1], 3);
  for (let round = 0; round < rounds; round += 1) {
    // Each begins as often as the other: the machine grows warm, and tables grow.
    for (const which of round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      const before = await busyMilliseconds(programs[which]?.pid, names[which]);
      const run = await drive(`http://127.0.0.1:${3902 + which}`, scenarios[which], seconds);
      if (run.bad > 0) throw new Error(`${run.bad} answers were wrong; a result with wrong answers is no result`);
      const spent = (await busyMilliseconds(programs[which]?.pid, names[which])) - before;
      perSecond[which].push(run.perSecond);
      busy[which].push(spent / (run.perSecond * seconds));
      console.error('flow', which === 0 ? 'without' : 'with', run, spent);
    }
  }
  for (const program of programs) {
    program.kill('SIGTERM');
    await new Promise((gone) => program.on('exit', gone));
  }
  await embedded.stop();
  await rm(dir, { recursive: true, force: true });
  return [line('flows a second', perSecond), line('processor, ms a flow', busy)];
}

function line(what: string, [bare, logged]: readonly [readonly number[], readonly number[]]): string {
  const ratio = median(logged.map((each, n) => each / (bare[n] ?? Number.NaN)));
  return `| ${what} | ${median(bare).toFixed(1)} | ${median(logged).toFixed(1)} | **${ratio.toFixed(3)}** |`;
}

/** What a program and the connections of a database have spent on the processor so far. */
async function busyMilliseconds(pid: number | undefined, database: string): Promise<number> {
  let ticks = 0;
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const name = await readProcess(entry, 'cmdline');
    if (Number(entry) !== pid && !(name.startsWith('postgres:') && name.includes(` ${database} `))) continue;
    const fields = (await readProcess(entry, 'stat')).split(') ')[1]?.split(' ') ?? [];
    ticks += Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
  }
  // A tick of /proc is a hundredth of a second everywhere.
  return ticks * 10;
}

/** Empty: it has ended. */
async function readProcess(entry: string, file: 'cmdline' | 'stat'): Promise<string> {
  try {
    return (await readFile(`/proc/${entry}/${file}`, 'utf8')).replaceAll('\0', ' ');
  } catch (error) {
    if (error instanceof Error && 'code' in error && ['ENOENT', 'ESRCH'].includes(String(error.code))) return '';
    throw error;
  }
}
