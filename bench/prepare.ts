import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { seedCalendar } from '../src/actions/calendar/seedCalendar.ts';
import { openDatabase } from '../src/store/database.ts';
import { type Embedded, startEmbedded } from '../src/store/embedded.ts';
import { migrate } from '../src/store/migrate.ts';
import type { BenchData } from './scenarios.ts';

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
  const referenceStamp = stampOf([sql.reference, sizes]);
  if ((await readStamp(dir)) !== referenceStamp) {
    console.error('filling the reference database…');
    await recreate(embedded, 'reference');
    await runScript(referenceUrl, sql.reference, sizes);
    await writeFile(join(dir, 'reference-stamp'), referenceStamp);
  }
  // Ours is made anew each time: a flow uses drafts up.
  console.error(`filling our database with ${sizes.physicians} physicians…`);
  await recreate(embedded, 'ours');
  await migrate({
    adminUrl: ourUrl,
    passwords: embedded.passwords,
    migrationsDir: resolve('migrations'),
    regionsFile: resolve('data/regions.csv'),
  });
  // Before the files: loading a year reckons the due days of those that reach into it.
  const database = openDatabase({ url: ourUrl, connections: 2, applicationName: 'bench', onIdleError: console.error });
  await seedCalendar({ database, clock: { now: () => Temporal.Now.instant() } }, resolve('data/calendar'));
  await database.close();
  await runScript(ourUrl, `SET ROLE xinglin_owner;\n${sql.ours}`, sizes);
  const counties = await readCounties(ourUrl);
  return {
    embedded,
    referenceUrl,
    ourUrl,
    data: { physicians: sizes.physicians, drafts: sizes.drafts, counties, secret },
  };
}

async function recreate(embedded: Embedded, name: string): Promise<void> {
  await withClient(embedded.url('postgres', 'postgres'), async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${name}`);
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

function stampOf(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

async function readStamp(dir: string): Promise<string> {
  const file = join(dir, 'reference-stamp');
  return existsSync(file) ? readFile(file, 'utf8') : '';
}
