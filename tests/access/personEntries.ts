import { randomUUID } from 'node:crypto';
import { openSession } from '../../src/actions/session/openSession.ts';
import { insertPersonAccount, insertPhysician, newPhone } from '../factories/people.ts';
import { actorNames, groups } from './actors.ts';
import { type Entries, type Entry, each, page } from './entry.ts';
import { fileStates } from './files.ts';

const base = '/person/applications';
const own = { owner: 200 } as const;
const moved = { owner: 303 } as const;
const physicians = each(groups.physicians, 200);
const persons = each(groups.persons, 200);
/** Visitors' pages: who is signed in at this end is led on. */
const notSignedIn = { ...each(actorNames, 200), ...each(groups.persons, 303) };
const restart = each(actorNames, 303);

/** A page of a file that can still be filled in; of any other its owner is led to the progress of it. */
function whileEditable(page: string): Entry {
  return ({ files }) => [
    { path: `${base}/${files.draft.id}/${page}`, answers: own, owner: files.draft.person },
    { path: `${base}/${files.accepted.id}/${page}`, answers: moved, owner: files.accepted.person },
  ];
}

/** A form on a draft of its own. */
function onDraft(address: string, fields: Record<string, string>, answers = moved as Record<string, number>): Entry {
  return async (world) => {
    const { id, person } = await world.file('draft');
    return [{ path: `${base}/${id}/${address}`, fields, answers, owner: person }];
  };
}

function everyState(address: string): Entry {
  return ({ files }) =>
    fileStates.map((state) => ({
      path: `${base}/${files[state].id}${address}`,
      answers: own,
      owner: files[state].person,
    }));
}

const newAccount = () => ({
  phone: newPhone(),
  email: 'z@example.com',
  loginName: `z${randomUUID().slice(0, 8)}`,
  password: 'Xinglin8848',
  passwordAgain: 'Xinglin8848',
});

/** 个人端, up to the account. */
const accountEntries: Entries = {
  'GET /person/sign-in': page('/person/sign-in', notSignedIn),
  'POST /person/sign-in': () => [{ path: '/person/sign-in', fields: {}, answers: each(actorNames, 422), quiet: true }],
  'POST /person/sign-out': () => [{ path: '/person/sign-out', fields: {}, answers: each(groups.persons, 303) }],
  // Not open in this world: tests/accounts opens it.
  'GET /person/wechat': page('/person/wechat', each(actorNames, 404)),
  'GET /person/wechat/callback': page('/person/wechat/callback', each(actorNames, 404)),
  'GET /person/sso': page('/person/sso', each(actorNames, 404)),
  'GET /person/sso/callback': page('/person/sso/callback', each(actorNames, 404)),
  'GET /person/sso/confirm': page('/person/sso/confirm', each(actorNames, 404)),
  'POST /person/sso/confirm': () => [
    { path: '/person/sso/confirm', fields: {}, answers: each(actorNames, 404), quiet: true },
  ],
  'GET /person/security/sso': page('/person/security/sso', each(groups.persons, 404)),
  'POST /person/security/sso': () => [
    { path: '/person/security/sso', fields: {}, answers: each(groups.persons, 404), quiet: true },
  ],
  'GET /person/sign-in/code': page('/person/sign-in/code', notSignedIn),
  'POST /person/sign-in/code': () => [
    { path: '/person/sign-in/code', fields: { code: '000000' }, answers: each(actorNames, 422), quiet: true },
  ],
  'POST /person/sign-in/code/send': () => [
    { path: '/person/sign-in/code/send', fields: {}, answers: each(actorNames, 422), quiet: true },
  ],
  'GET /person/security/devices': page('/person/security/devices', persons),
  'POST /person/security/devices': () => [
    { path: '/person/security/devices', fields: {}, answers: each(groups.persons, 303), quiet: true },
  ],
  'POST /person/security/devices/:id': async (world) => {
    const owner = world.files.approved.person;
    await openSession(world.services, 'person', owner.accountId);
    const id = await world.value(
      'SELECT id AS value FROM session WHERE account_id = $1 ORDER BY created_at DESC, id LIMIT 1',
      owner.accountId,
    );
    return [{ path: `/person/security/devices/${id}`, fields: {}, answers: { owner: 303 }, owner }];
  },
  'GET /person/security/wechat': page('/person/security/wechat', persons),
  'POST /person/security/wechat': () => [
    { path: '/person/security/wechat', fields: {}, answers: each(groups.persons, 422), quiet: true },
  ],
  'GET /person/wechat/confirm': page('/person/wechat/confirm', each(actorNames, 404)),
  'POST /person/wechat/confirm': () => [
    { path: '/person/wechat/confirm', fields: {}, answers: each(actorNames, 404), quiet: true },
  ],
  'GET /person/register': page('/person/register', notSignedIn),
  'POST /person/register': () => [{ path: '/person/register', fields: {}, answers: each(actorNames, 422) }],
  'GET /person/register/account': async (world) => [
    { path: '/person/register/account', answers: { ...restart, visitor: 200 }, visitor: await world.registration() },
  ],
  'POST /person/register/account': async (world) => [
    {
      path: '/person/register/account',
      fields: newAccount(),
      answers: restart,
      visitor: await world.registration(),
      quiet: true,
    },
  ],
  'GET /person/register/done': async ({ services }) => [
    {
      path: '/person/register/done',
      answers: { ...restart, visitor: 200 },
      visitor: await openSession(services, 'visitor', null, { registered: 'zhang' }),
    },
  ],
  'GET /person/welcome': page('/person/welcome', { ...each(groups.beginners, 200), ...each(groups.physicians, 303) }),
  'POST /person/welcome': () => [
    { path: '/person/welcome', fields: {}, answers: each(groups.persons, 303), quiet: true },
  ],
  'GET /person/verify-phone': page('/person/verify-phone', { ...each(groups.persons, 303), newcomer: 200 }),
  'POST /person/verify-phone': () => [
    {
      path: '/person/verify-phone',
      fields: { code: '000000' },
      answers: { ...each(groups.persons, 303), newcomer: 422 },
      quiet: true,
    },
  ],
  'POST /person/verify-phone/code': () => [
    { path: '/person/verify-phone/code', fields: {}, answers: each(groups.persons, 303), quiet: true },
  ],
  'POST /person/verify-phone/phone': () => [
    {
      path: '/person/verify-phone/phone',
      fields: { phone: '1' },
      answers: { ...each(groups.persons, 303), newcomer: 422 },
      quiet: true,
    },
  ],
  'GET /person/activate': page('/person/activate', { ...each(groups.persons, 303), claimant: 200 }),
  // The certificate of somebody else is never theirs.
  'POST /person/activate': ({ files }) => [
    {
      path: '/person/activate',
      fields: { certificateNo: files.approved.secrets[2] ?? '' },
      answers: { ...each(groups.persons, 303), claimant: 422 },
      quiet: true,
      sees: 'everybody',
    },
  ],
  'GET /person/correction': page('/person/correction', persons),
  'POST /person/correction': () => [
    { path: '/person/correction', fields: {}, answers: each(groups.persons, 422), quiet: true },
  ],
};

/** 个人端, behind the activation. */
const businessEntries: Entries = {
  'GET /person': page('/person', physicians, ['owner']),
  'GET /person/business': page('/person/business', physicians, ['owner']),
  'GET /person/business/:kind': () => [
    { path: '/person/business/registration', answers: physicians, sees: ['owner'] },
    { path: '/person/business/change', answers: physicians, sees: ['owner'] },
  ],
  'POST /person/business/:kind': async (world) => {
    const { database } = world.services;
    const entry = await world.file('approved');
    return [
      {
        path: '/person/business/registration',
        fields: {},
        answers: each(groups.physicians, 303),
        owner: await insertPersonAccount(database, await insertPhysician(database, { name: '百里屠苏' })),
      },
      { path: '/person/business/change', fields: { entryId: entry.entryId }, answers: moved, owner: entry.person },
    ];
  },
  'GET /person/applications/:id': everyState(''),
  'GET /person/applications/:id/edit': whileEditable('edit'),
  'GET /person/applications/:id/form': whileEditable('form'),
  'GET /person/applications/:id/check': whileEditable('check'),
  'GET /person/applications/:id/photo.jpg': everyState('/photo.jpg'),
  'GET /person/applications/:id/form.pdf': ({ files }) => [
    { path: `${base}/${files.draft.id}/form.pdf`, answers: own, owner: files.draft.person },
  ],
  'GET /person/letters/:id.pdf': async ({ files, letter }) => [
    { path: `/person/letters/${await letter(files.accepted)}.pdf`, answers: own, owner: files.accepted.person },
  ],
  'POST /person/applications/:id/edit': async (world) =>
    onDraft('edit', { institution: world.places.farInstitution.id })(world),
  'POST /person/applications/:id/draft': onDraft('draft', { phone: '13800138000' }, own),
  'POST /person/applications/:id/form': onDraft('form', { phone: '13800138000' }),
  'POST /person/applications/:id/check': onDraft('check', { _version: '0' }),
  'POST /person/applications/:id/withdraw': async (world) => {
    const { id, person } = await world.file('atInstitution');
    return [
      { path: `${base}/${id}/withdraw`, fields: { _version: '1', reasons: '另选机构' }, answers: moved, owner: person },
    ];
  },
  'POST /person/applications/:id/nudge': async (world) => {
    const now = world.services.clock.now().toString();
    world.setNow('2026-01-12T09:00:00+08:00');
    const { id, person } = await world.file('atInstitution');
    world.setNow(now);
    return [{ path: `${base}/${id}/nudge`, fields: { _version: '1' }, answers: moved, owner: person }];
  },
  'GET /person/institutions': page('/person/institutions?q=%E4%B8%AD%E5%8C%BB', physicians),
  'GET /person/applications/:id/missing-institution': ({ files }) => [
    { path: `${base}/${files.draft.id}/missing-institution`, answers: own, owner: files.draft.person },
  ],
  'POST /person/applications/:id/missing-institution': onDraft('missing-institution', {
    step: 'report',
    name: '杏花诊所',
    region: '430102',
  }),
  'GET /person/maintenance': page('/person/maintenance', physicians, ['owner']),
  'POST /person/licence/:entryId/claim': async (world) => {
    const { entryId, person } = await world.file('approved');
    return [{ path: `/person/licence/${entryId}/claim`, fields: {}, answers: moved, owner: person }];
  },
  'GET /person/licence': page('/person/licence', physicians, ['owner']),
  'GET /person/licence/:entryId/photo.jpg': ({ files }) => [
    { path: `/person/licence/${files.approved.entryId}/photo.jpg`, answers: own },
  ],
  'GET /person/history': page('/person/history', physicians, ['owner']),
  'GET /person/privacy': page('/person/privacy', persons),
  'GET /person/privacy/export': page('/person/privacy/export', persons),
  'POST /person/privacy/export': () => [{ path: '/person/privacy/export', fields: {}, answers: persons, quiet: true }],
  'GET /person/notices': page('/person/notices', physicians, ['owner']),
  'POST /person/notices': async (world) => {
    const { person } = await world.file('approved');
    return [{ path: '/person/notices', fields: {}, answers: each(groups.physicians, 303), owner: person, quiet: true }];
  },
};

export const personEntries: Entries = { ...accountEntries, ...businessEntries };
