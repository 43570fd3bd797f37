import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PersonActor } from '../../src/domain/access/actor.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { startEmbedded } from '../../src/store/embedded.ts';
import { opened } from '../../src/store/protection.ts';
import { type County, makeCounty, makeDraft } from '../factories/life.ts';
import { type HttpClient, signInDirectly, testSecret } from '../setup/client.ts';
import { ask } from '../setup/sealedValues.ts';
import { testDataKeys, testKeys } from '../setup/testKeys.ts';
import { makeTestServices } from '../setup/testServices.ts';
import { type Launched, launch } from './launch.ts';
import { until } from './waiting.ts';

/** People with drafts, the offices that decide, and the program they speak to. */
export interface Scene {
  readonly database: Database;
  readonly county: County;
  readonly people: readonly Writer[];
  /** The program as it runs now; another one after each restart. */
  program(): Launched;
}

/** A program on its own embedded PostgreSQL, and a way into that database beside it. */
export interface Site extends Scene {
  readonly dataDir: string;
  /** kill -9 and a new one at the same place. */
  restart(): Promise<void>;
  /** What all programs of this site have printed. */
  printed(): string;
  /** Ids of the messages that have left the program. */
  sent(): Promise<string[]>;
  close(): Promise<void>;
}

/** Somebody with a draft, signed in. */
export interface Writer {
  readonly person: PersonActor;
  readonly applicationId: string;
  readonly client: HttpClient;
}

export async function openSite(people: number, more: Readonly<Record<string, string>> = {}): Promise<Site> {
  const dataDir = await mkdtemp(join(tmpdir(), 'xinglin-site-'));
  const env = { SECRET_KEY: testSecret, DATA_KEYS: testDataKeys, ...more };
  let program = await launch({ dataDir, env });
  await program.ready;
  const database = await openBeside(dataDir);
  const before: Launched[] = [];
  return {
    dataDir,
    database,
    ...(await populate(database, people)),
    program: () => program,
    printed: () => [...before, program].map((each) => each.printed()).join(''),
    restart: async () => {
      await program.kill();
      before.push(program);
      program = await launch({ dataDir, port: program.port, env });
      await program.ready;
    },
    sent: () => sentMessages(dataDir),
    close: async () => {
      await database.close();
      await program.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Joins the PostgreSQL that the program has started. */
async function openBeside(dataDir: string): Promise<Database> {
  const embedded = await startEmbedded(dataDir, () => undefined);
  return openDatabase({
    url: embedded.url('xinglin_app'),
    connections: 4,
    keys: testKeys,
    applicationName: 'test',
    // It is killed on purpose.
    onIdleError: () => undefined,
  });
}

/** A county and so many physicians in it, each with a draft of 执业注册 that lacks nothing. */
export async function populate(database: Database, count: number): Promise<Pick<Scene, 'county' | 'people'>> {
  const url = () => '';
  const db = { name: '', database, publicDatabase: database, url, drop: async () => undefined };
  const made = await makeTestServices(db);
  const county = await makeCounty(made.services);
  const people: Writer[] = [];
  for (let index = 0; index < count; index += 1) {
    const { person, applicationId } = await makeDraft(made.services, county.institution);
    people.push({ person, applicationId, client: await signInDirectly(database, person) });
  }
  await made.close();
  return { county, people };
}

/** `<time>-<id>.json`; what ends in .part was being written when the program died. */
async function sentMessages(dataDir: string): Promise<string[]> {
  const names = await readdir(join(dataDir, 'outbox')).catch(() => []);
  return names.filter((name) => name.endsWith('.json')).map((name) => name.replace(/^[^-]*-(.*)\.json$/, '$1'));
}

/** The messages of the database; each has to leave the program in the end. */
async function messageIds({ pool }: Database): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>('SELECT id FROM message');
  return rows.map(({ id }) => id);
}

/** Waits until every message of the outbox has left, whoever was killed on the way. */
export async function untilAllSent(site: Site): Promise<string[]> {
  const wanted = await messageIds(site.database);
  return until('every message of the outbox', async () => {
    const sent = new Set(await site.sent());
    return wanted.every((id) => sent.has(id)) ? [...sent] : undefined;
  });
}

/** What no log may hold: of everybody in the database the number of the card, the phone, the name and the certificate. */
export async function secretsOf(database: Database): Promise<string[]> {
  const rows = await ask<{ secret: string }>(
    database,
    `SELECT DISTINCT secret FROM (
       SELECT unnest(ARRAY[c.name, ${opened('c', 'account.id_number')}, ${opened('c', 'account.phone')}]) AS secret FROM account c
       UNION ALL SELECT unnest(ARRAY[p.name, ${opened('p', 'physician.id_number')}]) FROM physician p
       UNION ALL SELECT ${opened('q', 'qualification.certificate_no')} FROM qualification q
       UNION ALL SELECT licence_no FROM register_entry) AS found WHERE secret IS NOT NULL`,
  );
  return rows.map(({ secret }) => secret);
}
