import { createHmac, randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { submit } from '../../src/actions/application/submit.ts';
import { loadCalendar, parseCalendarFile } from '../../src/actions/calendar/loadCalendar.ts';
import type { Services } from '../../src/actions/services.ts';
import type { SignedIn } from '../../src/domain/access/actor.ts';
import { type County, makeCounty, makeDraft, must } from '../factories/life.ts';
import type { TestInstitution, TestPerson, TestPhysician } from '../factories/people.ts';
import { openProvenSession } from '../setup/staffSession.ts';
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
  readonly county: County;
  readonly clerk: Visitor;
  /** The first of the county's deciders. */
  readonly decider: Visitor;
  as(actor: SignedIn): Promise<Visitor>;
  /** One value of the database. */
  value<T>(sql: string, ...params: readonly unknown[]): Promise<T>;
}

/** A county at work, in a program with the calendar of 2026 in short. */
export async function openDesk(): Promise<Desk> {
  const site = await openTestApp();
  const { app, db, services } = site;
  const days = { '2026-04-06': { working: false, name: '清明节' } };
  await loadCalendar(services, parseCalendarFile(JSON.stringify({ year: 2026, source: '测试', days })), {
    accountId: null,
    name: '系统',
    organisation: '',
  });
  const county = await makeCounty(services);
  const as: Desk['as'] = (actor) => visitor(app, services, actor);
  return {
    ...site,
    county,
    clerk: await as(county.clerk),
    decider: await as(county.deciders[0]),
    as,
    value: async <T>(sql: string, ...params: readonly unknown[]) => {
      const { rows } = await db.database.pool.query<{ value: T }>(sql, [...params]);
      if (rows[0] === undefined) throw new Error(`no row: ${sql}`);
      return rows[0].value;
    },
  };
}

async function visitor(app: FastifyInstance, services: Services, actor: SignedIn): Promise<Visitor> {
  const token = await openProvenSession(services, actor);
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

/** Where a file lies at an institution. */
export const ofInstitution = (id: string) => `/institution/applications/${id}`;
/** Where a file lies at an authority. */
export const ofAuthority = (id: string) => `/authority/applications/${id}`;

export interface Submitted {
  readonly person: TestPerson;
  readonly physician: TestPhysician;
  readonly id: string;
}

/** A physician who has submitted 执业注册, to the institution of the county unless another one is given. */
export async function submitted(
  { services, county }: Desk,
  given: { name?: string; provinceCode?: string; idNumber?: string; institution?: TestInstitution } = {},
): Promise<Submitted> {
  const { institution = county.institution, ...physicianGiven } = given;
  const { person, physician, applicationId: id } = await makeDraft(services, institution, physicianGiven);
  must(await submit(services, person, { applicationId: id, version: 0, key: randomUUID(), location: '/' }));
  return { person, physician, id };
}
