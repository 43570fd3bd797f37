import { randomUUID } from 'node:crypto';
import type { Step } from '../../src/domain/procedure/steps.ts';
import { chinaDate } from '../../src/domain/time/dates.ts';
import { allConfirmed, stepForm } from '../factories/stepForm.ts';
import { type ActorName, actorNames, groups } from './actors.ts';
import { type Case, type Entries, type Entry, each, page } from './entry.ts';
import { inEveryState, readers } from './readers.ts';
import { accountEntriesOf, administratorEntries, staffEntriesOf } from './staffEntries.ts';
import type { World } from './world.ts';

/** The 受理通知书 of a file, and one of another county's that nobody here may read. */
function letterOf(end: 'institution' | 'authority'): Entry {
  return async ({ files, letter }) => [
    { path: `/${end}/letters/${await letter(files.accepted)}.pdf`, answers: each(readers[end].names, 200) },
    { path: `/${end}/letters/${randomUUID()}.pdf`, answers: {} },
  ];
}

/** A list that shows the files of the county to those named only. */
function list(path: string, all: readonly ActorName[], sees: readonly ActorName[]): Entry {
  return page(path, each(all, 200), sees);
}

/** By the beginning of a name: what is looked for is said again on the page, so it must not be a secret itself. */
function search(end: 'institution' | 'authority', path: string): Entry {
  return (world) => {
    const words = encodeURIComponent([...world.files.accepted.person.name].slice(0, 2).join(''));
    const all = each(groups[end], 200);
    const sees = readers[end].names;
    return ['', `?q=${words}`, `?state=over`, `?state=escalated`, `?state=accepted&below=yes`].map((query) => ({
      path: `${path}${query}`,
      answers: all,
      sees,
    }));
  };
}

/** The doors that both ends have. */
function doorsOf(end: 'institution' | 'authority'): Entries {
  const all = groups[end];
  const { names } = readers[end];
  return {
    ...accountEntriesOf(end),
    [`GET /${end}`]: list(`/${end}`, all, names),
    [`GET /${end}/counts`]: list(`/${end}/counts`, all, []),
    [`GET /${end}/applications`]: search(end, `/${end}/applications`),
    [`POST /${end}/applications`]: () => [
      { path: `/${end}/applications`, fields: { q: '慕容' }, answers: each(all, 303), quiet: true },
    ],
    [`GET /${end}/applications/:id/photo.jpg`]: inEveryState(end, '/photo.jpg'),
    [`GET /${end}/notices`]: list(`/${end}/notices`, all, names),
    [`POST /${end}/notices`]: () => [{ path: `/${end}/notices`, fields: {}, answers: each(all, 303), quiet: true }],
    [`GET /${end}/sign-in`]: page(`/${end}/sign-in`, { ...each(actorNames, 200), ...each(all, 303) }),
    [`POST /${end}/sign-in`]: () => [
      { path: `/${end}/sign-in`, fields: {}, answers: each(actorNames, 422), quiet: true },
    ],
    [`POST /${end}/sign-out`]: () => [{ path: `/${end}/sign-out`, fields: {}, answers: each(all, 303) }],
    ...staffEntriesOf(end),
  };
}

const institutionEntries: Entries = {
  ...doorsOf('institution'),
  'GET /institution/applications/:id': async (world) => [
    ...(await inEveryState('institution')(world)),
    // The other way round: a file far away is not told here.
    { path: `/institution/applications/${world.farFile.id}`, answers: { farClerk: 200 } },
  ],
  'GET /institution/applications/:id/form.pdf': ({ files }) => [
    { path: `/institution/applications/${files.draft.id}/form.pdf`, answers: {} },
    { path: `/institution/applications/${files.accepted.id}/form.pdf`, answers: each(groups.ownInstitution, 200) },
  ],
  'GET /institution/letters/:id.pdf': letterOf('institution'),
  'POST /institution/applications/:id': async (world) => {
    const { id } = await world.file('atInstitution');
    const fields = stepForm('passAtInstitution', 1, allConfirmed);
    return [{ path: `/institution/applications/${id}`, fields, answers: each(groups.ownInstitution, 303) }];
  },
  'GET /institution/physicians': list('/institution/physicians', groups.institution, groups.ownInstitution),
  'GET /institution/physicians/:id': ({ files }) => [
    { path: `/institution/physicians/${files.approved.entryId}`, answers: each(groups.ownInstitution, 200) },
  ],
  'POST /institution/physicians/:id/report': async (world) => {
    const { entryId } = await world.file('approved');
    const fields = {
      kind: 'deregistration',
      'knownOn-deregistration': '2026-03-01',
      'reason-deregistration': '受刑事处罚',
    };
    const path = `/institution/physicians/${entryId}/report`;
    return [{ path, fields, answers: each(groups.ownInstitution, 303) }];
  },
  'POST /institution/physicians/:id/duty': async (world) => {
    const { entryId } = await world.file('approved');
    const path = `/institution/physicians/${entryId}/duty`;
    return [{ path, fields: { dutyKnownOn: '2026-03-01' }, answers: each(groups.ownInstitution, 303) }];
  },
};

const insiders = readers.authority.names;
const decides = { officer: 303, decider: 303, administrator: 422, auditor: 422, ...each(groups.superiors, 422) };

/** A step of the desk on a file of its own. */
async function step(
  world: World,
  state: 'escalated' | 'atConsent' | 'atAuthority' | 'accepted',
  name: Step,
  answers: Case['answers'],
): Promise<Case> {
  const { id, version } = await world.file(state);
  const fields = stepForm(name, version, { sure: 'yes', reasons: '已当面了解,机构逾期未审核' });
  return { path: `/authority/applications/${id}`, fields, answers };
}

/** 暂停执业 of eight months from today, with all that it asks. */
function orderFields({ services }: World): Record<string, string> {
  const day = chinaDate(services.clock.now());
  return {
    kind: 'suspend',
    'documentNo-suspend': '芙卫医罚〔2026〕1号',
    'article-suspend': 'duties',
    'reason-suspend': '经查证属实',
    'effectiveOn-suspend': day.toString(),
    'until-suspend': day.add({ months: 8 }).toString(),
  };
}

const provinceKeeps = each(['provinceDecider', 'provinceAdministrator'], 200);
/** Administrators of the county that imported, and of those above it. */
const importers: readonly ActorName[] = ['administrator', 'cityAdministrator', 'provinceAdministrator'];

const authorityEntries: Entries = {
  ...doorsOf('authority'),
  ...administratorEntries,
  'GET /authority/applications/:id': inEveryState('authority'),
  'GET /authority/applications/:id/form.pdf': ({ files }) => [
    { path: `/authority/applications/${files.atInstitution.id}/form.pdf`, answers: {} },
    { path: `/authority/applications/${files.accepted.id}/form.pdf`, answers: each(insiders, 200) },
  ],
  'GET /authority/letters/:id.pdf': letterOf('authority'),
  'POST /authority/applications/:id': async (world) => [
    await step(world, 'atAuthority', 'accept', decides),
    await step(world, 'accepted', 'approve', { ...decides, officer: 422 }),
    // Not a file of an own clinic.
    await step(world, 'accepted', 'verify', each(insiders, 422)),
    await step(world, 'escalated', 'stepIn', { ...decides, officer: 422 }),
    await step(world, 'atConsent', 'giveConsent', { ...each(insiders, 422), provinceDecider: 303 }),
  ],
  'GET /authority/consents': list('/authority/consents', groups.authority, insiders),
  'GET /authority/register': (world) =>
    ['', `?licenceNo=${world.files.approved.licenceNo}`].map((query) => ({
      path: `/authority/register${query}`,
      answers: each(groups.authority, 200),
      sees: insiders,
    })),
  'POST /authority/register': () => [
    { path: '/authority/register', fields: { name: '慕容知秋' }, answers: each(groups.authority, 303), quiet: true },
  ],
  'GET /authority/cases': async (world) => {
    await world.statutoryCase();
    return [{ path: '/authority/cases', answers: each(groups.authority, 200), sees: insiders }];
  },
  'GET /authority/register/:id': ({ files }) => [
    { path: `/authority/register/${files.approved.entryId}`, answers: each(insiders, 200) },
  ],
  'GET /authority/register/:id/photo.jpg': ({ files }) => [
    { path: `/authority/register/${files.approved.entryId}/photo.jpg`, answers: each(insiders, 200) },
  ],
  'POST /authority/register/:id/orders': async (world) => {
    const { entryId } = await world.file('approved');
    const path = `/authority/register/${entryId}/orders`;
    return [{ path, fields: orderFields(world), answers: decides }];
  },
  'GET /authority/orders': list('/authority/orders', groups.authority, insiders),
  'GET /authority/orders/:id': async (world) => [
    { path: `/authority/orders/${(await world.order()).id}`, answers: each(insiders, 200) },
  ],
  'POST /authority/orders/:id': async (world) => {
    const { id } = await world.order();
    const fields = { outcome: 'confirm', sure: 'yes', _version: '1' };
    return [{ path: `/authority/orders/${id}`, fields, answers: { ...decides, officer: 422 } }];
  },
  'GET /authority/missing-institutions': list('/authority/missing-institutions', groups.authority, groups.ownCounty),
  'POST /authority/missing-institutions': async (world) => {
    const id = await world.report();
    const answers = { officer: 303, decider: 303, administrator: 303, auditor: 422 };
    return [{ path: '/authority/missing-institutions', fields: { id, [`answer-${id}`]: '已加入' }, answers }];
  },
  'GET /authority/calendar': page('/authority/calendar', each(groups.authority, 200)),
  'POST /authority/calendar': () => [
    {
      path: '/authority/calendar',
      fields: { text: JSON.stringify({ year: 2027, source: '通知', days: {} }) },
      answers: each(groups.administrators, 200),
      quiet: true,
    },
  ],
  'GET /authority/corrections': list('/authority/corrections', groups.authority, [
    'provinceDecider',
    'provinceAdministrator',
  ]),
  'GET /authority/corrections/:id': async (world) => [
    { path: `/authority/corrections/${await world.correction()}`, answers: provinceKeeps },
  ],
  'POST /authority/corrections/:id': async (world) => [
    {
      path: `/authority/corrections/${await world.correction()}`,
      fields: { answer: '已更正' },
      answers: each(['provinceDecider', 'provinceAdministrator'], 303),
    },
  ],
  'GET /authority/imports': list('/authority/imports', groups.administrators, importers),
  'POST /authority/imports': () => [
    { path: '/authority/imports', fields: {}, answers: each(groups.administrators, 422), quiet: true, sees: importers },
  ],
  'GET /authority/imports/templates/:kind.csv': page(
    '/authority/imports/templates/roster.csv',
    each(groups.administrators, 200),
  ),
  'GET /authority/imports/:id': async (world) => [
    { path: `/authority/imports/${await world.batch('preview')}`, answers: each(importers, 200) },
    { path: `/authority/imports/${await world.batch('done')}`, answers: each(importers, 200) },
  ],
  'POST /authority/imports/:id/confirm': async (world) => [
    { path: `/authority/imports/${await world.batch('preview')}/confirm`, fields: {}, answers: each(importers, 303) },
  ],
  'POST /authority/imports/:id/undo': async (world) => [
    {
      path: `/authority/imports/${await world.batch('done')}/undo`,
      fields: { sure: 'yes' },
      answers: each(importers, 303),
    },
  ],
  'GET /authority/imports/:id/refused.csv': async (world) => [
    { path: `/authority/imports/${await world.batch('done')}/refused.csv`, answers: each(importers, 200) },
  ],
};

export const deskEntries: Entries = { ...institutionEntries, ...authorityEntries };
