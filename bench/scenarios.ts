import { createHash, createHmac, randomInt, randomUUID } from 'node:crypto';
import type { Request } from 'autocannon';
import type { Scenario } from './load.ts';

/** What the bench knows of the data it made. */
export interface BenchData {
  readonly physicians: number;
  readonly drafts: number;
  readonly counties: readonly string[];
  readonly secret: string;
  /** DATA_KEYS of the program. */
  readonly dataKeys: string;
}

const batch = 60;
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const md5Uuid = (text: string) => {
  const hex = createHash('md5').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};

/** A name has no digits: 医师一二零 as bench/data.sql has it. */
const nameOf = (i: number) =>
  `医师${String(i).replaceAll(/\d/g, (digit) => '零一二三四五六七八九'[Number(digit)] ?? '')}`;

/** This program, over the pages people use. */
export function ourScenarios(data: BenchData, firstDraft = 0): Record<'lookup' | 'queue' | 'flow', Scenario> {
  const county = (i: number) => data.counties[i % data.counties.length] ?? '';
  const csrf = (token: string) => createHmac('sha256', data.secret).update(`csrf ${token}`).digest('base64url');
  const cookie = (end: string, token: string) => ({ cookie: `xinglin-${end}=${token}` });
  let nextDraft = firstDraft;

  const lookup = (): Request => {
    const i = randomInt(data.drafts + 1, data.physicians);
    const licenceNo = `354${county(i)}${String(Math.floor(i / data.counties.length)).padStart(6, '0')}`;
    // Everybody from a network of their own, as people are: one network would soon be asked for a human check.
    const headers = { 'x-forwarded-for': `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}` };
    const path = `/lookup?${new URLSearchParams({ name: nameOf(i), licenceNo }).toString()}`;
    return { method: 'GET', path, headers };
  };
  const queue = (): Request => ({
    method: 'GET',
    path: '/authority/applications?state=atAuthority',
    headers: cookie('authority', `bench-decider-${randomInt(data.counties.length)}`),
  });

  interface Draft {
    i?: number;
  }
  const step = (
    end: string,
    path: (i: number) => string,
    token: (i: number) => string,
    version: number,
    fields: Record<string, string>,
  ): Request => ({
    method: 'POST',
    path: '/',
    setupRequest: (request, context) => {
      const draft = context as Draft;
      if (version === 0) {
        nextDraft += 1;
        draft.i = nextDraft;
      }
      const i = draft.i ?? 0;
      const body = new URLSearchParams({
        _csrf: csrf(token(i)),
        _key: randomUUID(),
        _version: String(version),
        ...fields,
      });
      return { ...request, path: path(i), headers: { ...form, ...cookie(end, token(i)) }, body: body.toString() };
    },
  });
  const person = (i: number) => `bench-person-${i}`;
  const clerk = (i: number) => `bench-clerk-${i % data.counties.length}`;
  const decider = (i: number) => `bench-decider-${i % data.counties.length}`;
  const file = (i: number) => md5Uuid(`g${i}`);
  const passed = Object.fromEntries(
    ['identity', 'photo', 'employment', 'scope'].map((key) => [`confirm-${key}-passAtInstitution`, 'yes']),
  );
  const atDesk = (i: number) => `/authority/applications/${file(i)}`;
  const flow = (): Request[] => [
    step('person', (i) => `/person/applications/${file(i)}/check`, person, 0, {}),
    step('institution', (i) => `/institution/applications/${file(i)}`, clerk, 1, {
      step: 'passAtInstitution',
      ...passed,
    }),
    step('authority', atDesk, decider, 2, { step: 'accept' }),
    step('authority', atDesk, decider, 3, { step: 'approve', 'opinion-approve': '准予', 'sure-approve': 'yes' }),
  ];
  return {
    lookup: { connections: 64, perUnit: 1, requests: () => Array.from({ length: batch }, lookup), says: '查到 1 条' },
    queue: {
      connections: 64,
      perUnit: 1,
      requests: () => Array.from({ length: batch }, queue),
      says: '/authority/applications/',
    },
    flow: { connections: 16, perUnit: 4, requests: flow },
  };
}

/** The reference: the same work as bare JSON, three writes a flow. */
export function referenceScenarios(data: BenchData): Record<'lookup' | 'queue' | 'flow', Scenario> {
  const json = { 'content-type': 'application/json' };
  const county = () => `${randomInt(110, 144)}${String(randomInt(1, 85)).padStart(3, '0')}`;
  const lookup = (): Request => ({
    method: 'GET',
    path: `/physicians/TCM${String(randomInt(1, data.physicians)).padStart(9, '0')}`,
  });
  const queue = (): Request => ({ method: 'GET', path: `/applications?county=${county()}&status=submitted` });
  const create: Request = {
    method: 'POST',
    path: '/applications',
    headers: json,
    setupRequest: (request) => ({
      ...request,
      body: JSON.stringify({
        applicant_name: 'New',
        id_number: String(randomInt(1e9)),
        institution: 'Clinic 1',
        county_code: county(),
        specialty: 'tuina',
      }),
    }),
    onResponse: (_status, body, context) => {
      (context as { id?: string }).id = (JSON.parse(body) as { id: string }).id;
    },
  };
  const move = (status: string): Request => ({
    method: 'PATCH',
    path: '/',
    headers: json,
    setupRequest: (request, context) => ({
      ...request,
      path: `/applications/${(context as { id?: string }).id ?? 0}`,
      body: JSON.stringify({ status }),
    }),
  });
  return {
    lookup: { connections: 64, perUnit: 1, requests: () => Array.from({ length: batch }, lookup) },
    queue: { connections: 64, perUnit: 1, requests: () => Array.from({ length: batch }, queue) },
    flow: { connections: 16, perUnit: 3, requests: () => [create, move('institution_approved'), move('approved')] },
  };
}
