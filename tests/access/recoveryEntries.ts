import { openSession } from '../../src/actions/session/openSession.ts';
import { insertDispute, insertRecovery, type TestDispute, type TestRecovery } from '../factories/identity.ts';
import { newIdNumber, newPhone, type TestPerson } from '../factories/people.ts';
import { type ActorName, actorNames, groups } from './actors.ts';
import { type Entries, type Entry, each, page } from './entry.ts';
import type { World } from './world.ts';

const everybody = each(actorNames, 200);
const persons = each(groups.persons, 200);

/** One begun at a counter, about somebody of their own. */
async function recovery(
  world: World,
  at: 'clerk' | 'officer',
  state: 'started' | 'confirmed' | 'ready',
): Promise<TestRecovery & { readonly person: TestPerson }> {
  const { actors, services } = world;
  const by = actors[at];
  if (by.end === 'person') throw new Error(`${at} sits at the wrong end`);
  const { person } = await world.file('approved');
  const made = await insertRecovery(services, person, by, at === 'clerk' ? actors.head : actors.decider, state);
  return { ...made, person };
}

async function dispute(world: World): Promise<TestDispute & { readonly person: TestPerson }> {
  const { person } = await world.file('approved');
  return { ...(await insertDispute(world.services, person)), person };
}

/** A visitor who has come so far with a dispute. */
function claimant({ services }: World, proven: boolean): Promise<string> {
  const at = services.clock.now().toString();
  const who = { name: '诸葛观棋', idType: 'residentIdCard', idNumber: newIdNumber(), certificateNo: '4320259' };
  return openSession(services, 'visitor', null, { dispute: { ...who, phone: newPhone(), at, proven } });
}

function ofClaimant(path: string, proven: boolean, status: number): Entry {
  return async (world) => [
    {
      path,
      fields: {},
      answers: { ...each(actorNames, 303), visitor: status },
      visitor: await claimant(world, proven),
      quiet: true,
    },
  ];
}

const newPassword = { password: 'Aijiu20260', passwordAgain: 'Aijiu20260' };

const personEntries: Entries = {
  'GET /recover': page('/recover', everybody),
  'POST /recover': () => [{ path: '/recover', fields: {}, answers: each(actorNames, 422), quiet: true }],
  'GET /recover/cancel/:token': async (world) => [
    {
      path: `/recover/cancel/${(await recovery(world, 'clerk', 'confirmed')).cancelToken}`,
      answers: everybody,
      sees: [],
    },
  ],
  'POST /recover/cancel/:token': async (world) => [
    {
      path: `/recover/cancel/${(await recovery(world, 'clerk', 'confirmed')).cancelToken}`,
      fields: {},
      answers: each(actorNames, 303),
    },
  ],
  'GET /recover/password/:token': async (world) => [
    { path: `/recover/password/${(await recovery(world, 'clerk', 'ready')).linkToken}`, answers: everybody, sees: [] },
  ],
  'POST /recover/password/:token': async (world) => [
    {
      path: `/recover/password/${(await recovery(world, 'clerk', 'ready')).linkToken}`,
      fields: newPassword,
      answers: each(actorNames, 303),
    },
  ],
  'GET /person/recovery': async (world) => {
    const { person } = await recovery(world, 'clerk', 'confirmed');
    return [{ path: '/person/recovery', answers: persons, owner: person, sees: [] }];
  },
  'POST /person/recovery': async (world) => {
    const { person } = await recovery(world, 'clerk', 'confirmed');
    return [{ path: '/person/recovery', fields: {}, answers: each(groups.persons, 303), owner: person, quiet: true }];
  },
  'GET /person/security/recovery-codes': page('/person/security/recovery-codes', persons),
  'POST /person/security/recovery-codes': () => [
    { path: '/person/security/recovery-codes', fields: {}, answers: each(groups.persons, 422), quiet: true },
  ],
  'GET /dispute': page('/dispute', everybody),
  'POST /dispute': () => [{ path: '/dispute', fields: {}, answers: each(actorNames, 422), quiet: true }],
  'GET /dispute/code': ofClaimant('/dispute/code', false, 200),
  'POST /dispute/code': ofClaimant('/dispute/code', false, 422),
  'GET /dispute/details': ofClaimant('/dispute/details', true, 200),
  'POST /dispute/details': ofClaimant('/dispute/details', true, 422),
  'GET /dispute/received': page('/dispute/received', everybody),
  'GET /dispute/answer/:token': async (world) => [
    { path: `/dispute/answer/${(await dispute(world)).token}`, answers: everybody, sees: [] },
  ],
  'POST /dispute/answer/:token': async (world) => [
    {
      path: `/dispute/answer/${(await dispute(world)).token}`,
      fields: { words: '已补充' },
      answers: each(actorNames, 303),
    },
  ],
  'GET /person/dispute': async (world) => {
    const { person } = await dispute(world);
    return [{ path: '/person/dispute', answers: persons, owner: person, sees: [] }];
  },
  'POST /person/dispute': async (world) => {
    const { person } = await dispute(world);
    return [{ path: '/person/dispute', fields: { words: '是我本人' }, answers: { owner: 303 }, owner: person }];
  },
};

const confirming = { outcome: 'confirm', sure: 'yes', _version: '1' };
const counters = {
  institution: { by: 'clerk', own: groups.ownInstitution, answers: { clerk: 422, head: 303 } },
  authority: {
    by: 'officer',
    own: groups.ownCounty,
    answers: { officer: 422, decider: 303, administrator: 422, auditor: 422 },
  },
} as const;

function counterOf(end: 'institution' | 'authority'): Entries {
  const { by, own, answers } = counters[end];
  const all = groups[end];
  const base = `/${end}/recoveries`;
  return {
    [`GET ${base}`]: async (world) => {
      await recovery(world, by, 'started');
      return [{ path: base, answers: each(all, 200), sees: own }];
    },
    [`POST ${base}`]: () => [{ path: base, fields: {}, answers: each(all, 422), quiet: true, sees: own }],
    [`GET ${base}/new`]: page(`${base}/new`, each(all, 200)),
    [`POST ${base}/new`]: () => [{ path: `${base}/new`, fields: {}, answers: each(all, 303), quiet: true }],
    [`GET ${base}/:id`]: async (world) => [
      { path: `${base}/${(await recovery(world, by, 'started')).id}`, answers: each(own, 200) },
    ],
    [`POST ${base}/:id`]: async (world) => [
      { path: `${base}/${(await recovery(world, by, 'started')).id}`, fields: confirming, answers },
    ],
  };
}

const province: readonly ActorName[] = ['provinceDecider', 'provinceAdministrator'];
const handles = { provinceDecider: 303, provinceAdministrator: 422 };
const base = '/authority/disputes';

const disputeEntries: Entries = {
  [`GET ${base}`]: async (world) => {
    await dispute(world);
    return [{ path: base, answers: each(groups.authority, 200), sees: province }];
  },
  [`GET ${base}/:id`]: async (world) => [
    { path: `${base}/${(await dispute(world)).id}`, answers: each(province, 200) },
  ],
  [`POST ${base}/:id`]: async (world) => [
    {
      path: `${base}/${(await dispute(world)).id}`,
      fields: { step: 'propose', outcome: 'account', reason: '已核实', _version: '1' },
      answers: handles,
    },
  ],
  [`POST ${base}/:id/question`]: async (world) => [
    {
      path: `${base}/${(await dispute(world)).id}/question`,
      fields: { side: 'account', words: '请说明' },
      answers: handles,
    },
  ],
  [`GET ${base}/:id/evidence/:evidenceId.jpg`]: async (world) => {
    const { id, evidenceId } = await dispute(world);
    return [{ path: `${base}/${id}/evidence/${evidenceId}.jpg`, answers: each(province, 200) }];
  },
};

/** 找回账号 and 身份异议, at every end. */
export const recoveryEntries: Entries = {
  ...personEntries,
  ...counterOf('institution'),
  ...counterOf('authority'),
  ...disputeEntries,
};
