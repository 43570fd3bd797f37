import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { seedCalendar } from '../../src/actions/calendar/seedCalendar.ts';
import { requestCorrection } from '../../src/actions/correction/requestCorrection.ts';
import { receiveImportFile } from '../../src/actions/import/receiveImportFile.ts';
import { runImportJob } from '../../src/actions/import/runImportJob.ts';
import { reportMissingInstitution } from '../../src/actions/institution/reportMissingInstitution.ts';
import type { Services } from '../../src/actions/services.ts';
import { openSession } from '../../src/actions/session/openSession.ts';
import { openStatutoryCases } from '../../src/actions/time/openStatutoryCases.ts';
import type { PersonActor, SignedIn } from '../../src/domain/access/actor.ts';
import { must } from '../factories/life.ts';
import { makeOrder, type TestOrder } from '../factories/order.ts';
import { insertPersonAccount, insertPhysician, newIdNumber } from '../factories/people.ts';
import { inactive, insertEntry } from '../factories/register.ts';
import { rosterRow, rosterText } from '../import/importing.ts';
import { openProvenSession } from '../setup/staffSession.ts';
import { openTestApp } from '../setup/testApp.ts';
import { type AccountName, type ActorName, insertActors, type Places } from './actors.ts';
import { type FileMaker, type FileState, fileStates, makeFile, type TestFile, type WantedFile } from './files.ts';
import { type Written, watchTables } from './watch.ts';

/** One database with a file in every state, and everybody who may come near it. */
export interface World {
  readonly services: Services;
  readonly app: FastifyInstance;
  readonly places: Places;
  readonly actors: Readonly<Record<AccountName, SignedIn>>;
  readonly files: Readonly<Record<FileState, TestFile>>;
  /** In another province: nobody of the county sees it. */
  readonly farFile: TestFile;
  /** What nobody but who works on it may read of each applicant's file, by account; grows with every file made. */
  readonly secrets: Map<string, readonly string[]>;
  setNow(iso: string): void;
  file(state: FileState, wanted?: WantedFile): Promise<TestFile>;
  /** The session of a visitor who has filled in the first page of 注册新账号. */
  registration(): Promise<string>;
  /** An order upon an approved entry, proposed by the county's officer. */
  order(): Promise<TestOrder>;
  /** An open 信息更正申请 to the province. */
  correction(): Promise<string>;
  /** An open report to the county. */
  report(): Promise<string>;
  /** A physician of the county whose inactive filing is two years old. */
  statutoryCase(): Promise<void>;
  /** An import of the county: read for preview, or taken in. */
  batch(state: 'preview' | 'done'): Promise<string>;
  /** The first letter of a file. */
  letter(file: TestFile): Promise<string>;
  /** A cookie for an actor; `owner` is who owns the record in question. */
  token(name: ActorName, owner: PersonActor): Promise<string | null>;
  /** Begins to watch which tables are written; one watch at a time. */
  watch(): Promise<Written>;
  value(sql: string, ...params: readonly unknown[]): Promise<unknown>;
  close(): Promise<void>;
}

export async function openWorld(): Promise<World> {
  // Everything is asked from one address, more often than a network may: what would be answered is the question here.
  const site = await openTestApp({ checks: { take: () => true, settle: async () => undefined } });
  const { services } = site;
  await seedCalendar(services, 'data/calendar');
  const admin = new pg.Client({ connectionString: site.db.url('postgres') });
  await admin.connect();
  const { places, actors } = await insertActors(services.database);
  const maker: FileMaker = { services, places, actors };
  const secrets = new Map<string, readonly string[]>();
  const file: World['file'] = async (state, wanted) => {
    const one = await makeFile(maker, state, wanted);
    secrets.set(one.person.accountId, one.secrets);
    return one;
  };
  const files = {} as Record<FileState, TestFile>;
  for (const state of fileStates) files[state] = await file(state);
  const farFile = await makeFile(maker, 'atInstitution', { name: '独孤远山', institution: places.farInstitution });
  const world: World = {
    services,
    app: site.app,
    places,
    actors,
    files,
    farFile,
    secrets,
    setNow: site.setNow,
    file,
    registration: () => makeRegistration(services),
    order: async () => makeOrder(services, actors.officer, (await file('approved')).entryId),
    correction: () => makeCorrection(services),
    report: () => makeReport(services),
    statutoryCase: () => makeCase(services, places, secrets),
    batch: (state) => makeBatch(services, actors.administrator, state),
    letter: async ({ id }) =>
      String(
        await world.value('SELECT id AS value FROM letter WHERE application_id = $1 ORDER BY version, number', id),
      ),
    token: (name, owner) => tokenOf(world, name, owner),
    watch: await watchTables(admin),
    value: async (sql, ...params) =>
      (await admin.query<{ value: unknown }>(sql, [...params])).rows.map(({ value }) => value)[0],
    close: async () => {
      await admin.end();
      await site.close();
    },
  };
  await world.correction();
  await world.report();
  return world;
}

async function tokenOf({ services, actors }: World, name: ActorName, owner: PersonActor): Promise<string | null> {
  if (name === 'nobody') return null;
  if (name === 'visitor') return openSession(services, 'visitor', null);
  return openProvenSession(services, name === 'owner' ? owner : actors[name]);
}

/** A physician with an account, for records that are no application. */
async function makePerson({ database }: Services): Promise<PersonActor & { certificateNo: string }> {
  const physician = await insertPhysician(database, { name: '西门寄语' });
  return { ...(await insertPersonAccount(database, physician)), certificateNo: physician.certificateNo };
}

function makeRegistration(services: Services): Promise<string> {
  const registration = {
    name: '注册人',
    idType: 'residentIdCard',
    idNumber: newIdNumber(),
    noticeVersion: '1',
    noticeReadAt: services.clock.now().toString(),
  };
  return openSession(services, 'visitor', null, { registration });
}

async function makeCorrection(services: Services): Promise<string> {
  const person = await makePerson(services);
  const { certificateNo } = person;
  must(await requestCorrection(services, person, { provinceCode: '430000', certificateNo, words: '姓名有误' }));
  return newest(services, 'SELECT id FROM correction_request WHERE account_id = $1', person);
}

async function makeReport(services: Services): Promise<string> {
  const person = await makePerson(services);
  must(await reportMissingInstitution(services, person, { name: '回春堂', regionCode: '430102', words: '在解放路' }));
  return newest(services, 'SELECT id FROM missing_institution WHERE account_id = $1', person);
}

async function newest({ database }: Services, sql: string, { accountId }: PersonActor): Promise<string> {
  const { rows } = await database.pool.query<{ id: string }>(sql, [accountId]);
  const [row] = rows;
  if (row === undefined) throw new Error(`nothing for ${sql}`);
  return row.id;
}

/** What time itself does on the day after the two years. */
async function makeCase(services: Services, places: Places, secrets: Map<string, readonly string[]>): Promise<void> {
  const { county, institution } = places;
  const given = { name: '百里长风', later: [inactive('2024-02-27')] };
  const { person, entry } = await insertEntry(services.database, { tree: { county }, institution }, given);
  secrets.set(person.accountId, [person.name, entry.licenceNo]);
  const { failures } = await openStatutoryCases(services);
  if (failures.length > 0) throw new Error('the case was not opened');
}

/** A roster, which a county does not keep: each of its rows is refused and shown. */
async function makeBatch(services: Services, by: SignedIn, state: 'preview' | 'done'): Promise<string> {
  if (by.end !== 'authority') throw new Error('only an authority imports');
  const certificateNo = randomUUID().replaceAll(/\D/g, '').padEnd(14, '7').slice(0, 14);
  const text = rosterText(
    rosterRow({ name: '名册中人', idNumber: newIdNumber(), certificateNo, provinceCode: '430000' }),
  );
  const file = { fileName: '名册.csv', bytes: Buffer.from(text) };
  const { batch } = must(await receiveImportFile(services, by, { kind: 'roster', file }));
  if (state === 'done')
    await services.database.pool.query('UPDATE import_batch SET dry_run = false WHERE id = $1', [batch]);
  await runImportJob(services, batch);
  return batch;
}
