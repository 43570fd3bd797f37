import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { saveDraft } from '../../src/actions/application/saveDraft.ts';
import { viewOwnApplication } from '../../src/actions/application/viewOwnApplication.ts';
import { keepImportFile, readImportFile } from '../../src/actions/keys/importFiles.ts';
import { listKeys } from '../../src/actions/keys/listKeys.ts';
import { rotateKeys } from '../../src/actions/keys/rotateKeys.ts';
import { verifyLedger } from '../../src/actions/maintenance/verifyLedger.ts';
import type { Services } from '../../src/actions/services.ts';
import { openDatabase } from '../../src/store/database.ts';
import { type KeyRing, openKeyRing } from '../../src/store/keyRing.ts';
import { rewriteRows } from '../../src/store/rewriteRows.ts';
import { makeEntry } from '../factories/entry.ts';
import { type Applicant, makeCounty, makeDraft, must } from '../factories/life.ts';
import { ask, readDraft } from '../setup/sealedValues.ts';
import { createTestDatabase, type TestDatabase } from '../setup/testDatabase.ts';
import { testDataKeys } from '../setup/testKeys.ts';
import { makeTestServices, type TestServices } from '../setup/testServices.ts';

let db: TestDatabase;
let made: TestServices;
let folder: string;
let file: string;
/** The running program, and the command beside it: each has read the ring for itself. */
let program: Services;
let command: Services;
const closing: (() => Promise<void>)[] = [];
const at = '2026-03-02T01:00:00Z';

async function openProgram(): Promise<Services> {
  const keys = await openKeyRing(file, at);
  const database = openDatabase({
    ...{ url: db.url('xinglin_app'), connections: 6, keys },
    ...{ applicationName: 'test', onIdleError: () => undefined },
  });
  closing.push(() => database.close());
  return { ...made.services, database };
}

beforeAll(async () => {
  db = await createTestDatabase();
  made = await makeTestServices(db);
  folder = await mkdtemp(join(tmpdir(), 'xinglin-rotation-'));
  file = join(folder, 'ring');
  const [index, ...keys] = testDataKeys.split(',');
  await writeFile(file, JSON.stringify({ index, keys: keys.map((key) => ({ key, madeAt: at })) }));
  program = await openProgram();
  command = await openProgram();
});
afterAll(async () => {
  for (const close of closing) await close();
  await made.close();
  await db.drop();
  await rm(folder, { recursive: true });
});

function ringOf({ database }: Services): KeyRing {
  if (database.keys === undefined) throw new Error('a program has keys');
  return database.keys;
}

/** Types and reads one's own draft over and over until told to stop; how often it was read back as typed. */
async function keepTyping({ person, applicationId }: Applicant, until: AbortSignal): Promise<number> {
  let times = 0;
  while (!until.aborted) {
    const phone = `139${String(randomBytes(4).readUInt32BE() % 1e8).padStart(8, '0')}`;
    must(await saveDraft(program, person, applicationId, { answers: { phone } }));
    const view = await viewOwnApplication(program, person, applicationId);
    expect(view?.typed.answers.phone).toBe(phone);
    times += 1;
  }
  return times;
}

test('换钥时八人不停读写:没有一次出错,之后旧密钥下没有一个值,都读得出来', async () => {
  const county = await makeCounty(program);
  const entries = [await makeEntry(program, county), await makeEntry(program, county)];
  const writers: Applicant[] = [];
  for (let count = 0; count < 8; count += 1) writers.push(await makeDraft(program, county.institution));
  const roster = Buffer.from('名册 11010519491231002X');
  await ask(
    program.database,
    `INSERT INTO import_batch (id, kind, file_name_sealed, state, file_key, started_at) VALUES ($1, 'roster', $2, 'preview', 'imports/1', now())`,
    ['R-1', '名册.csv'],
    { seals: [{ parameter: 2, column: 'import_batch.file_name', row: '$1' }] },
  );
  await keepImportFile(program, 'imports/1', roster);
  const before = ringOf(program).current().id;
  expect((await listKeys(program)).map(({ current, files }) => ({ current, files }))).toEqual([
    { current: true, files: 1 },
    { current: false, files: 0 },
  ]);

  const stop = new AbortController();
  const typing = writers.map((writer) => keepTyping(writer, stop.signal));
  const rotation = await rotateKeys(command, db.url('postgres')).finally(() => stop.abort());
  const times = await Promise.all(typing);
  expect(Math.min(...times)).toBeGreaterThan(1);
  expect(rotation).toMatchObject({ added: true, files: 1 });
  expect(rotation.values).toBeGreaterThan(40);
  expect(rotation.current).not.toBe(before);

  const keys = await listKeys(program);
  expect(keys.map(({ id, current }) => ({ id, current }))[0]).toEqual({ id: rotation.current, current: true });
  expect(keys.filter(({ current, values, files }) => !current && values + files > 0)).toEqual([]);
  const later = await openProgram();
  for (const { applicationId } of writers) expect(await readDraft(later.database, applicationId)).not.toBeNull();
  expect((await verifyLedger(later)).bad).toBeNull();
  expect((await verifyLedger(later)).applications).toBeGreaterThanOrEqual(entries.length);
  expect(Buffer.from((await readImportFile(later, 'imports/1')) ?? [])).toEqual(roster);
  expect((await db.database.pool.query('SELECT id FROM data_key WHERE use = $1', ['seal'])).rows).toEqual([
    { id: rotation.current },
  ]);
}, 60_000);

test('换到一半被打断:再次运行接着做完,不再生成新密钥', async () => {
  const added = await ringOf(command).add?.('2026-05-01T01:00:00Z');
  expect(await listKeys(command)).toMatchObject([{ id: added?.id, values: 0 }, { current: false }, {}, {}]);
  expect(await rotateKeys(command, db.url('postgres'))).toMatchObject({ current: added?.id, added: false });
  expect((await listKeys(command)).filter(({ current, values }) => !current && values > 0)).toEqual([]);
  expect(JSON.parse(await readFile(file, 'utf8')).keys).toHaveLength(4);
});

test('正被别人占着的行先放过,不等它', async () => {
  const holder = await program.database.pool.connect();
  await holder.query('BEGIN');
  await holder.query('SELECT FROM physician FOR UPDATE');
  const owner = await command.database.pool.connect();
  const left = await rewriteRows(owner, {
    ...{ table: 'physician', row: 't.id', values: ['t.name'], where: 'true' },
    ...{ types: ['text'], set: ['name = v.n0'], rewrite: (_row, values) => values },
  });
  owner.release();
  await holder.query('ROLLBACK');
  holder.release();
  expect(left).toBe(0);
});
