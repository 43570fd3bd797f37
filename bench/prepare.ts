import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { seedCalendar } from '../src/actions/calendar/seedCalendar.ts';
import { openDatabase } from '../src/store/database.ts';
import { type Embedded, startEmbedded } from '../src/store/embedded.ts';
import { fixedKeyRing } from '../src/store/keyRing.ts';
import { migrate } from '../src/store/migrate.ts';
import type { BenchData } from './scenarios.ts';
import { sealPeople } from './sealedPeople.ts';

export interface Prepared {
  readonly embedded: Embedded;
  readonly referenceUrl: string;
  readonly ourUrl: string;
  readonly data: BenchData;
}

export interface Sizes {
  readonly physicians: number;
  readonly applications: number;
  readonly drafts: number;
}

const dataKeys = ['b1', 'b2'].map((byte) => byte.repeat(32));
const benchKeys = fixedKeyRing(dataKeys);
const secret = 'a key of the bench and of nothing else, 32+';

/** Both databases on one server, filled; kept in .cache/bench and filled again only when the SQL or the sizes change. */
export async function prepare(sizes: Sizes): Promise<Prepared> {
  const dir = resolve('.cache/bench');
  const embedded = await startEmbedded(dir, console.error);
  const referenceUrl = embedded.url('postgres', 'reference');
  const ourUrl = embedded.url('postgres', 'ours');
  const sql = {
    reference: await readFile('bench/reference.sql', 'utf8'),
    ours: await readFile('bench/data.sql', 'utf8'),
  };
  await unlessFilled(dir, 'reference', [sql.reference, sizes], async () => {
    await recreate(embedded, 'reference');
    await runScript(referenceUrl, sql.reference, sizes);
  });
  const migrations = await Promise.all(
    (await readdir('migrations')).sort().map((file) => readFile(join('migrations', file), 'utf8')),
  );
  // The files are of today: a day later they would be nearer to their terms.
  const today = Temporal.Now.plainDateISO().toString();
  const sealing = await readFile('bench/sealedPeople.ts', 'utf8');
  await unlessFilled(dir, 'ours', [sql.ours, sealing, migrations, sizes, today], () =>
    fillOurs(embedded, sql.ours, sizes),
  );
  // A copy each time: a flow uses drafts up.
  await recreate(embedded, 'ours', 'TEMPLATE ours_filled STRATEGY FILE_COPY');
  const counties = await readCounties(ourUrl);
  return {
    embedded,
    referenceUrl,
    ourUrl,
    data: { physicians: sizes.physicians, drafts: sizes.drafts, counties, secret, dataKeys: dataKeys.join() },
  };
}

async function fillOurs(embedded: Embedded, sql: string, sizes: Sizes): Promise<void> {
  const url = embedded.url('postgres', 'ours_filled');
  await recreate(embedded, 'ours_filled');
  await migrate({
    adminUrl: url,
    passwords: embedded.passwords,
    migrationsDir: resolve('migrations'),
    regionsFile: resolve('data/regions.csv'),
    keys: benchKeys,
  });
  // Before the files: loading a year reckons the due days of those that reach into it.
  const database = openDatabase({
    url,
    role: 'xinglin_owner',
    keys: benchKeys,
    connections: 2,
    applicationName: 'bench',
    onIdleError: console.error,
  });
  await seedCalendar({ database, clock: { now: () => Temporal.Now.instant() } }, resolve('data/calendar'));
  await sealPeople(database, sizes);
  await database.close();
  await runScript(url, `SET ROLE xinglin_owner;\n${sql}`, sizes);
}

/** Fills a database only when what makes it has changed. */
async function unlessFilled(dir: string, name: string, madeOf: unknown, fill: () => Promise<void>): Promise<void> {
  const file = join(dir, `${name}-stamp`);
  const stamp = createHash('sha256').update(JSON.stringify(madeOf)).digest('hex');
  if (existsSync(file) && (await readFile(file, 'utf8')) === stamp) return;
  console.error(`filling ${name}…`);
  await fill();
  await writeFile(file, stamp);
}

async function recreate(embedded: Embedded, name: string, how = ''): Promise<void> {
  await withClient(embedded.url('postgres', 'postgres'), async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${name} ${how}`);
  });
}

/** Runs a script of psql's kind: `:name` filled in, lines with a backslash left out, statements one by one. */
async function runScript(url: string, sql: string, sizes: Sizes): Promise<void> {
  const filled = Object.entries(sizes).reduce(
    (text, [name, value]) => text.replaceAll(new RegExp(`(?<!:):${name}\\b`, 'g'), String(value)),
    sql,
  );
  const statements = filled
    .split('\n')
    .filter((line) => !line.startsWith('\\'))
    .join('\n')
    .split(/;\s*\n/);
  await withClient(url, async (client) => {
    for (const statement of statements) if (statement.trim() !== '') await client.query(statement);
  });
  await withClient(url, async (client) => {
    await client.query('VACUUM ANALYZE');
    await client.query('CHECKPOINT');
  });
}

async function readCounties(url: string): Promise<string[]> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ code: string }>(
      "SELECT code FROM region WHERE level = 'county' ORDER BY code",
    );
    return rows.map(({ code }) => code);
  });
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
