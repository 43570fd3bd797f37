import { createHmac, randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { submit } from '../../src/actions/application/submit.ts';
import { loadCalendar, parseCalendarFile } from '../../src/actions/calendar/loadCalendar.ts';
import type { Services } from '../../src/actions/services.ts';
import { openSession } from '../../src/actions/session/openSession.ts';
import type { PersonActor, SignedIn } from '../../src/domain/access/actor.ts';
import { insertDraft } from '../../src/store/applications.ts';
import { must } from '../factories/life.ts';
import {
  insertPersonAccount,
  insertPhoto,
  insertPhysician,
  type TestInstitution,
  type TestPhysician,
} from '../factories/people.ts';
import { openTestApp, type TestApp } from '../setup/testApp.ts';

export interface Page {
  readonly status: number;
  readonly text: string;
  readonly location: string;
}

/** Somebody at a desk: pages and forms as a browser would ask for them, without a browser. */
export interface Visitor {
  get(path: string): Promise<Page>;
  post(path: string, fields: Readonly<Record<string, string>>): Promise<Page>;
}

export interface Desk extends TestApp {
  as(actor: SignedIn): Promise<Visitor>;
  /** One value of the database. */
  value<T>(sql: string, ...params: readonly unknown[]): Promise<T>;
}

/** Everybody's desk in a program with the calendar of 2026 in short. */
export async function openDesk(): Promise<Desk> {
  const site = await openTestApp();
  const { app, db, services } = site;
  const days = { '2026-04-06': { working: false, name: '清明节' } };
  await loadCalendar(services, parseCalendarFile(JSON.stringify({ year: 2026, source: '测试', days })), {
    accountId: null,
    name: '系统',
    organisation: '',
  });
  return {
    ...site,
    as: (actor) => visitor(app, services, actor),
    value: async <T>(sql: string, ...params: readonly unknown[]) => {
      const { rows } = await db.database.pool.query<{ value: T }>(sql, [...params]);
      if (rows[0] === undefined) throw new Error(`no row: ${sql}`);
      return rows[0].value;
    },
  };
}

async function visitor(app: FastifyInstance, services: Services, actor: SignedIn): Promise<Visitor> {
  const token = await openSession(services, 'staff', actor.accountId);
  const cookies = { [`xinglin-${actor.end}`]: token };
  const csrf = createHmac('sha256', services.secret).update(`csrf ${token}`).digest('base64url');
  const ask = async (method: 'GET' | 'POST', url: string, payload?: string): Promise<Page> => {
    const headers = payload === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await app.inject({ method, url, cookies, headers, ...(payload === undefined ? {} : { payload }) });
    return { status: answer.statusCode, text: answer.body, location: String(answer.headers.location ?? '') };
  };
  return {
    get: (path) => ask('GET', path),
    post: (path, fields) =>
      ask('POST', path, new URLSearchParams({ _csrf: csrf, _key: randomUUID(), ...fields }).toString()),
  };
}

export const allConfirmed = {
  'confirm-identity-passAtInstitution': 'yes',
  'confirm-photo-passAtInstitution': 'yes',
  'confirm-employment-passAtInstitution': 'yes',
  'confirm-scope-passAtInstitution': 'yes',
};

export interface Submitted {
  readonly person: PersonActor & { physicianId: string };
  readonly physician: TestPhysician;
  readonly id: string;
}

/** A physician who has submitted 执业注册 to an institution, photo bytes included. */
export async function submitted(
  { services }: Desk,
  institution: TestInstitution,
  given: { name?: string; provinceCode?: string; idNumber?: string } = {},
): Promise<Submitted> {
  const { database, clock } = services;
  const physician = await insertPhysician(database, given);
  const person = await insertPersonAccount(database, physician);
  const photoId = await insertPhoto(database, person.accountId);
  const id = randomUUID();
  const draft = { answers: { phone: '13900000000' }, institutionId: institution.id, photoId };
  await database.row(
    insertDraft,
    id,
    'registration',
    physician.id,
    person.accountId,
    null,
    '',
    '430000',
    clock.now().toString(),
    JSON.stringify(draft),
  );
  must(await submit(services, person, { applicationId: id, version: 0, key: randomUUID(), location: '/' }));
  return { person, physician, id };
}
