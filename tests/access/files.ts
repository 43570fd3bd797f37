import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { accept } from '../../src/actions/application/accept.ts';
import { decideApplication } from '../../src/actions/application/decideApplication.ts';
import { reviewByInstitution } from '../../src/actions/application/reviewByInstitution.ts';
import type { StepForm } from '../../src/actions/application/stepForm.ts';
import { submit } from '../../src/actions/application/submit.ts';
import type { Services } from '../../src/actions/services.ts';
import { takeClockStep } from '../../src/actions/time/takeClockStep.ts';
import type { PersonActor, SignedIn } from '../../src/domain/access/actor.ts';
import { chinaDate } from '../../src/domain/time/dates.ts';
import type { Queryable } from '../../src/store/database.ts';
import { transaction } from '../../src/store/transaction.ts';
import { confirmed, must, storeDraft } from '../factories/life.ts';
import {
  insertPersonAccount,
  insertPhysician,
  newPhone,
  type TestInstitution,
  type TestPerson,
} from '../factories/people.ts';
import type { AccountName, Places } from './actors.ts';

/** `escalated`: left lying by its institution for four weeks, and said so. */
export const fileStates = [
  'draft',
  'atInstitution',
  'escalated',
  'atConsent',
  'atAuthority',
  'accepted',
  'approved',
] as const;
export type FileState = (typeof fileStates)[number];

/** An application of a physician of its own, photo included, and what must not be told to strangers. */
export interface TestFile {
  readonly id: string;
  readonly version: number;
  readonly person: TestPerson;
  /** Name, ID number, certificate number, phone, number of the file, id of the photo. */
  readonly secrets: readonly string[];
  /** Only of an approved one. */
  readonly entryId: string;
  readonly licenceNo: string;
  readonly verificationCode: string;
}

export interface FileMaker {
  readonly services: Services;
  readonly places: Places;
  readonly actors: Readonly<Record<AccountName, SignedIn>>;
}

export interface WantedFile {
  readonly name?: string;
  /** Another province than the institution's asks for consent. */
  readonly provinceCode?: string;
  readonly institution?: TestInstitution;
}

const names = ['慕容知秋', '上官云深', '东方既白', '司徒怀瑾', '诸葛观棋', '令狐听雨', '宇文照夜', '南宫问月'];
let serial = 0;

/** Takes a new physician's registration to a state, by the real actions. */
export async function makeFile(maker: FileMaker, state: FileState, wanted: WantedFile = {}): Promise<TestFile> {
  const { services, places, actors } = maker;
  serial += 1;
  const name = wanted.name ?? names[serial % names.length] ?? '慕容知秋';
  const provinceCode = wanted.provinceCode ?? (state === 'atConsent' ? '330000' : '430000');
  const physician = await insertPhysician(services.database, { name, provinceCode });
  const phone = newPhone();
  const person = await insertPersonAccount(services.database, physician, { phone });
  const photoId = await storePhoto(services, person.accountId);
  const institution = wanted.institution ?? places.institution;
  const id = await storeDraft(services, person, { answers: { phone }, institutionId: institution.id, photoId });
  const version = await bring({ services, places, actors, person, id }, state);
  const secrets = [name, physician.idNumber, physician.certificateNo, phone, photoId];
  const { rows } = await services.database.pool.query<{ number: string | null }>(
    'SELECT number FROM application WHERE id = $1',
    [id],
  );
  const number = rows[0]?.number ?? null;
  return {
    id,
    version,
    person,
    secrets: number === null ? secrets : [...secrets, number],
    ...(await entryOf(services, id)),
  };
}

interface Bringing extends FileMaker {
  readonly person: PersonActor;
  readonly id: string;
}

async function bring({ services, actors, person, id }: Bringing, state: FileState): Promise<number> {
  let version = 0;
  const form = () => ({ applicationId: id, version: version++, key: randomUUID(), location: '/' });
  if (state === 'draft') return version;
  if (state === 'escalated') return leaveLying(services, person, form());
  must(await submit(services, person, form()));
  if (state === 'atInstitution') return version;
  const clerk = actors.clerk;
  const decider = actors.decider;
  if (clerk.end !== 'institution' || decider.end !== 'authority') throw new Error('the staff are at the wrong ends');
  must(await reviewByInstitution(services, clerk, form(), { outcome: 'pass', opinion: '', confirmed }));
  if (state === 'atConsent' || state === 'atAuthority') return version;
  must(await accept(services, decider, form()));
  if (state === 'accepted') return version;
  must(await decideApplication(services, decider, form(), { outcome: 'approve', opinion: '' }));
  return version;
}

/** Submitted four weeks ago; now the clock has told the institution and its authority. */
async function leaveLying(services: Services, person: PersonActor, form: StepForm): Promise<number> {
  const now = services.clock.now();
  const then = { ...services, clock: { now: () => now.subtract({ hours: 28 * 24 }) } };
  must(await submit(then, person, form));
  const round = { at: now.toString(), date: chinaDate(now), calendar: await services.calendar() };
  const step = (tx: Queryable) => takeClockStep(tx, form.applicationId, 'atInstitution', { step: 'escalate' }, round);
  if ((await transaction<unknown>(services.database, step)) === false) throw new Error('the file was not escalated');
  return form.version + 2;
}

async function entryOf(
  { database }: Services,
  applicationId: string,
): Promise<Pick<TestFile, 'entryId' | 'licenceNo' | 'verificationCode'>> {
  const { rows } = await database.pool.query<{ id: string; licence_no: string; verification_code: string }>(
    `SELECT e.id, e.licence_no, e.verification_code FROM register_entry e JOIN register_event v ON v.entry_id = e.id
     WHERE v.application_id = $1`,
    [applicationId],
  );
  const [entry] = rows;
  return {
    entryId: entry?.id ?? '',
    licenceNo: entry?.licence_no ?? '',
    verificationCode: entry?.verification_code ?? '',
  };
}

async function storePhoto({ database, storage }: Services, accountId: string): Promise<string> {
  const key = `photos/${randomUUID()}.jpg`;
  await storage.put(key, await readFile('data/demo/photo.jpg'), 'image/jpeg');
  const { rows } = await database.pool.query<{ id: string }>(
    'INSERT INTO photo (account_id, key, created_at) VALUES ($1, $2, now()) RETURNING id',
    [accountId, key],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('the photo was not stored');
  return row.id;
}
