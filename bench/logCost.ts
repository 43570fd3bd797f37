import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { drive, median } from './load.ts';
import { prepare, type Sizes } from './prepare.ts';
import { ourScenarios } from './scenarios.ts';
import { startOurs } from './start.ts';

/** Flows of one window, about as many as two cores do between two rounds of the log; and of the run before it that is not counted. */
const [counted, uncounted] = [400, 80];

/** Milliseconds in which it is counted what the program does when there is nothing to do. */
const idleFor = 6000;

/** Rows written alone to time the trigger. */
const timed = 2000;

/** Milliseconds of processor a flow. */
interface Cost {
  /** The four posts, with what the log adds to their transactions. */
  readonly posts: number;
  /** Of them, the trigger that has a row wait for the log. */
  readonly trigger: number;
  /** The round that makes leaves of what waits, and clearing up after it. */
  readonly round: number;
}

interface Stand {
  readonly client: pg.Client;
  /** Milliseconds of processor that program and PostgreSQL have spent so far. */
  busy(): Promise<number>;
  flows(count: number): Promise<void>;
}

/**
 * What else would fall into some windows and not into others: vacuum comes by hand between them, and letters count as archived, as
 * making one takes longer than the decision it is about.
 */
const quiet = `
DO $$
DECLARE each regclass;
BEGIN
  FOR each IN SELECT oid::regclass FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace LOOP
    EXECUTE format('ALTER TABLE %s SET (autovacuum_enabled = off)', each);
  END LOOP;
END $$;
CREATE FUNCTION archived_already() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN NEW.pdf_key := 'bench'; NEW.pdf_sha256 := 'bench'; RETURN NEW; END $$;
CREATE TRIGGER archived_already BEFORE INSERT ON letter FOR EACH ROW EXECUTE FUNCTION archived_already()`;

/**
 * What the log adds to the flow of four posts, each part measured by itself. Flows with the log and without it, side by side, differ
 * by chance more than by the log: by a tenth from pair to pair.
 */
export async function measureLogCost(sizes: Sizes, windows: number): Promise<string[]> {
  const needed = (windows + 1) * (counted + uncounted);
  if (needed > sizes.drafts) throw new Error(`${windows} windows use ${needed} drafts up; there are ${sizes.drafts}`);
  const { embedded, ourUrl, data } = await prepare(sizes);
  const client = new pg.Client({ connectionString: ourUrl });
  await client.connect();
  await client.query(quiet);
  const dataDir = await mkdtemp(join(tmpdir(), 'xinglin-log-'));
  const program = await startOurs(3902, { url: ourUrl, dataDir, data });
  const postmaster = await readPostmaster(client);
  const scenario = ourScenarios(data).flow;
  const stand: Stand = {
    client,
    busy: () => busyMilliseconds(program.pid, postmaster),
    flows: async (count) => {
      const run = await drive('http://127.0.0.1:3902', scenario, { units: count });
      if (run.bad > 0) throw new Error(`${run.bad} answers were wrong; a result with wrong answers is no result`);
    },
  };
  const costs: Cost[] = [];
  try {
    for (let window = 0; window <= windows; window += 1) {
      const cost = await measureWindow(stand);
      console.error('log', cost);
      // The first meets everything cold.
      if (window > 0) costs.push(cost);
    }
  } finally {
    await client.end();
    program.kill('SIGTERM');
    await new Promise((gone) => program.on('exit', gone));
    await embedded.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
  return [line(costs)];
}

async function measureWindow({ client, busy, flows }: Stand): Promise<Cost> {
  await client.query('VACUUM (ANALYZE)');
  const idleSince = await busy();
  await pause(idleFor);
  const idle = ((await busy()) - idleSince) / idleFor;
  // While it is held here no round takes rows in.
  await client.query('SELECT pg_advisory_lock(7310119)');
  await flows(uncounted);
  const waitedBefore = await countWaiting(client);
  const began = await busy();
  await flows(counted);
  const done = await busy();
  const waiting = await countWaiting(client);
  // At once, as under load: a program left alone for ten seconds closes connections, and opening one costs a tenth of a round.
  const released = performance.now();
  await client.query('SELECT pg_advisory_unlock(7310119)');
  while ((await countWaiting(client)) > 0) await pause(100);
  await client.query('VACUUM log_queue, log_leaf, log_checkpoint');
  const round = (await busy()) - done - idle * (performance.now() - released);
  const trigger = await timeTrigger(client);
  const rows = (waiting - waitedBefore) / counted;
  return { posts: (done - began) / counted, trigger: trigger * rows, round: (round / waiting) * rows };
}

async function countWaiting(client: pg.Client): Promise<number> {
  return (await client.query<{ n: number }>('SELECT count(*)::int AS n FROM log_queue')).rows[0]?.n ?? 0;
}

/** Milliseconds a row, as PostgreSQL itself times its triggers; nothing of it is kept. */
async function timeTrigger(client: pg.Client): Promise<number> {
  const columns = 'at, actor_name, organisation, action, subject_type, subject_id, article, detail';
  let spent = 0;
  for (let row = 0; row < timed; row += 1) {
    await client.query('BEGIN');
    const { rows } = await client.query<{ 'QUERY PLAN': { Triggers: { 'Trigger Name': string; Time: number }[] }[] }>(
      `EXPLAIN (ANALYZE, FORMAT JSON) INSERT INTO ledger (${columns}) SELECT ${columns} FROM ledger ORDER BY seq DESC LIMIT 1`,
    );
    await client.query('ROLLBACK');
    const trigger = rows[0]?.['QUERY PLAN'][0]?.Triggers.find((each) => each['Trigger Name'] === 'wait_for_log');
    if (trigger === undefined) throw new Error('no row was put down for the log');
    spent += trigger.Time;
  }
  return spent / timed;
}

/** Medians, the median of what the log takes of the rest, and between which values its middle half lies. */
function line(costs: readonly Cost[]): string {
  const of = (key: keyof Cost) => median(costs.map((cost) => cost[key])).toFixed(2);
  const shares = costs
    .map(({ posts, trigger, round }) => ((trigger + round) / (posts - trigger)) * 100)
    .sort((a, b) => a - b);
  const quarter = (n: number) => (shares[Math.floor((shares.length * n) / 4)] ?? Number.NaN).toFixed(1);
  return `| ${of('posts')} | ${of('trigger')} | ${of('round')} | **${median(shares).toFixed(1)} %** | ${quarter(1)}–${quarter(3)} % |`;
}

async function readPostmaster(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ pid: string }>(
    "SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1) AS pid",
  );
  return Number(rows[0]?.pid);
}

/** What the program and the whole of PostgreSQL have spent on the processor so far, connections that have ended included. */
async function busyMilliseconds(program: number | undefined, postmaster: number): Promise<number> {
  let ticks = 0;
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    // After the name, which may hold anything: state, parent, …, time in user mode and in the kernel, then those of ended children.
    const fields = (await readStat(entry)).split(') ').at(-1)?.split(' ').map(Number) ?? [];
    const of = (...indexes: number[]) => indexes.reduce((sum, index) => sum + (fields[index] ?? 0), 0);
    if (Number(entry) === postmaster) ticks += of(11, 12, 13, 14);
    else if (Number(entry) === program || of(1) === postmaster) ticks += of(11, 12);
  }
  // A tick of /proc is a hundredth of a second everywhere.
  return ticks * 10;
}

/** Empty: it has ended. */
async function readStat(entry: string): Promise<string> {
  try {
    return await readFile(`/proc/${entry}/stat`, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && ['ENOENT', 'ESRCH'].includes(String(error.code))) return '';
    throw error;
  }
}
