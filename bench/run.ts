// npm run bench: public lookup, queue page and flow of this program beside an ideal Node application, interleaved on one database server;
// and whether the time of an answer tells known names from unknown ones. ONLY=lookup,queue,flow,enumeration,log,cost takes
// some of them.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { measureEnumeration } from './enumeration.ts';
import { checkAnswer, drive, type Measured, median } from './load.ts';
import { measureVerify } from './log.ts';
import { measureLogCost } from './logCost.ts';
import { prepare } from './prepare.ts';
import { ourScenarios, referenceScenarios } from './scenarios.ts';
import { start, startOurs } from './start.ts';

const number = (name: string, fallback: number) => Number(process.env[name] ?? fallback);
const sizes = {
  physicians: number('PHYSICIANS', 1_000_000),
  applications: number('APPLICATIONS', 600_000),
  drafts: number('DRAFTS', 40_000),
};
const seconds = number('BENCH_SECONDS', 8);
const rounds = number('BENCH_RUNS', 3);
const only = process.env.ONLY?.split(',') ?? ['lookup', 'queue', 'flow', 'enumeration', 'log', 'cost'];
const costWindows = number('BENCH_WINDOWS', 10);
const tries = number('BENCH_TRIES', 200);

async function main(): Promise<void> {
  const loads: readonly string[] = ['lookup', 'queue', 'flow'];
  const loaded = only.some((name) => loads.includes(name)) ? await load() : [];
  const guesses = only.includes('enumeration') ? await measureEnumeration(tries) : [];
  const verified = only.includes('log') ? await measureVerify(number('LEAVES', 1_000_000)) : [];
  const cost = only.includes('cost') ? await measureLogCost(sizes, costWindows) : [];
  await report(loaded, guesses, { verified, cost });
}

async function load(): Promise<string[]> {
  const { embedded, referenceUrl, ourUrl, data } = await prepare(sizes);
  const dataDir = await mkdtemp(join(tmpdir(), 'xinglin-bench-'));
  const reference = await start(['bench/reference.ts', '3900'], { DATABASE_URL: referenceUrl }, 'listening');
  const ours = await startOurs(3901, { url: ourUrl, dataDir, data });
  try {
    const rows: string[] = [];
    for (const name of ['lookup', 'queue', 'flow'] as const) {
      if (!only.includes(name)) continue;
      const both = { theirs: referenceScenarios(data)[name], mine: ourScenarios(data)[name] };
      rows.push(await compare(name, both, () => analyze([referenceUrl, ourUrl])));
    }
    return rows;
  } finally {
    ours.kill('SIGTERM');
    reference.kill('SIGTERM');
    await new Promise((resolve) => ours.on('exit', resolve));
    await embedded.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

type Scenarios = ReturnType<typeof ourScenarios>;

/**
 * Warm-up, then the two in turn, so that both meet the same moods of the machine. Between them both databases are analysed, as
 * autovacuum does within a minute: tables that were empty are planned for as if they still were.
 */
async function compare(
  name: keyof Scenarios,
  { theirs, mine }: { theirs: Scenarios['lookup']; mine: Scenarios['lookup'] },
  analyzed: () => Promise<void>,
): Promise<string> {
  await checkAnswer('http://127.0.0.1:3901', mine);
  await drive('http://127.0.0.1:3900', theirs, { seconds: 2 });
  await drive('http://127.0.0.1:3901', mine, { seconds: 3 });
  await analyzed();
  const [a, b]: [Measured[], Measured[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    a.push(await drive('http://127.0.0.1:3900', theirs, { seconds }));
    b.push(await drive('http://127.0.0.1:3901', mine, { seconds }));
    console.error(name, a.at(-1), b.at(-1));
  }
  const bad = [...a, ...b].reduce((sum, run) => sum + run.bad, 0);
  if (bad > 0) throw new Error(`${name}: ${bad} answers were wrong; a result with wrong answers is no result`);
  const of = (runs: readonly Measured[], key: keyof Measured) => Math.round(median(runs.map((run) => run[key])));
  const ratio = median(b.map((run, index) => run.perSecond / (a[index]?.perSecond ?? Number.NaN)));
  return `| ${name} | ${of(a, 'perSecond')} | ${of(b, 'perSecond')} | **${ratio.toFixed(2)}** | ${of(a, 'p99')} | ${of(b, 'p99')} |`;
}

async function analyze(urls: readonly string[]): Promise<void> {
  for (const connectionString of urls) {
    const client = new pg.Client({ connectionString });
    await client.connect();
    await client.query('ANALYZE');
    await client.end();
  }
}

interface LogMeasured {
  readonly verified: readonly string[];
  readonly cost: readonly string[];
}

async function report(rows: readonly string[], guesses: readonly string[], log: LogMeasured): Promise<void> {
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`;
  const text = [
    '# Results',
    '',
    `${Temporal.Now.plainDateISO()} · ${machine} · ${sizes.physicians.toLocaleString('en')} physicians, ${sizes.applications.toLocaleString('en')} applications · median of ${rounds} interleaved runs of ${seconds} s`,
    '',
    'Server, database and load generator share the cores, so only the ratios mean something. Reference: Fastify and one prepared statement a request, JSON, no session,',
    'no rules. Ours: the HTML pages people use, with session, scope, rules, ledger, notices and outbox. A flow is submit → institution → acceptance → decision (four posts,',
    'each a transaction; the reference: one insert and two updates).',
    '',
    '| work | reference, per s | ours, per s | ratio | reference p99 ms | ours p99 ms |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    ...rows,
    '',
    `Whether the time of an answer tells a known name from an unknown one: medians of ${tries} tries each, in turn.`,
    '',
    '| form | known, ms | unknown, ms | ratio |',
    '| --- | ---: | ---: | ---: |',
    ...guesses,
    '',
    'The transparency log. PostgreSQL and the program share the cores.',
    '',
    '| work | leaves | seconds | leaves per s |',
    '| --- | ---: | ---: | ---: |',
    ...log.verified,
    '',
    `What a decision pays for it, milliseconds of processor a flow: median of ${costWindows} windows of 400 flows, without their letters. Round: leaves made of the`,
    'rows that wait, once in five seconds. Share: trigger and round of what the posts would take without the log, and where its middle half lies.',
    '',
    '| four posts | of them the trigger | round | share | middle half |',
    '| ---: | ---: | ---: | ---: | ---: |',
    ...log.cost,
    '',
  ].join('\n');
  console.log(text);
  if (process.env.BENCH_WRITE === '1') await writeFile('bench/RESULTS.md', text);
}

await main();
