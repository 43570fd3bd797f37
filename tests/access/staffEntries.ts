import { randomUUID } from 'node:crypto';
import { inviteStaff } from '../../src/actions/staff/inviteStaff.ts';
import { insertAuthorityStaff, insertInstitutionStaff, newPhone } from '../factories/people.ts';
import { actorNames, groups } from './actors.ts';
import { type Case, type Entries, type Entry, each, page } from './entry.ts';
import type { World } from './world.ts';

/** Who keeps the staff of an end: a colleague to change, who may, and whose accounts are none of their business. */
const staff = {
  institution: {
    heads: groups.institutionHeads,
    role: 'clerk',
    other: 'administrator',
    colleague: ({ services, places }: World) => insertInstitutionStaff(services.database, places.institution),
    own: 'head',
    others: ['stranger', 'officer'],
  },
  authority: {
    heads: groups.administrators,
    role: 'officer',
    other: 'auditor',
    colleague: ({ services, places }: World) => insertAuthorityStaff(services.database, places.county),
    own: 'administrator',
    others: ['clerk'],
  },
} as const;

/** 人员: colleagues and invitations are those of the own house, at every address of theirs. */
export function staffEntriesOf(end: 'institution' | 'authority'): Entries {
  const { heads, role, other, colleague, own, others } = staff[end];
  const base = `/${end}/staff`;
  const to =
    (act: string, fields: Readonly<Record<string, string>>, status: number): Entry =>
    async (world) => {
      const { accountId } = await colleague(world);
      return [
        { path: `${base}/${accountId}${act}`, fields, answers: { [own]: status } },
        // Nobody else's account, at whatever end.
        ...others.map((name): Case => ({ path: `${base}/${world.actors[name].accountId}${act}`, fields, answers: {} })),
      ];
    };
  const ofInvitation =
    (act: string): Entry =>
    async (world) => [
      { path: `${base}/invitations/${await invitation(world, end)}/${act}`, fields: {}, answers: { [own]: 303 } },
      { path: `${base}/invitations/${randomUUID()}/${act}`, fields: {}, answers: {} },
    ];
  const invited = { name: '新来人', role, phone: newPhone(), email: '', idNumber: '' };
  return {
    [`GET ${base}`]: page(base, each(heads, 200)),
    [`GET ${base}/:id`]: to('', {}, 200),
    [`POST ${base}/:id/active`]: to('/active', { active: 'no' }, 303),
    [`POST ${base}/:id/role`]: to('/role', { role: other }, 303),
    [`POST ${base}/:id/confirm`]: to('/confirm', {}, 303),
    [`POST ${base}/:id/reset`]: to('/reset', { seen: 'yes' }, 200),
    [`POST ${base}/invitations`]: () => [{ path: `${base}/invitations`, fields: invited, answers: each(heads, 303) }],
    [`POST ${base}/invitations/:id/again`]: ofInvitation('again'),
    [`POST ${base}/invitations/:id/revoke`]: ofInvitation('revoke'),
    [`GET /${end}/invitation`]: async (world) => [
      { path: `/${end}/invitation?token=${await linkToken(world, end)}`, answers: each(actorNames, 200) },
      { path: `/${end}/invitation?token=none`, answers: {} },
    ],
    [`POST /${end}/invitation`]: async (world) => [
      {
        path: `/${end}/invitation`,
        fields: { token: await linkToken(world, end) },
        answers: each(actorNames, 422),
        quiet: true,
      },
    ],
  };
}

const placeOf = ({ places }: World, end: 'institution' | 'authority') => ({
  end,
  organisationId: end === 'institution' ? places.institution.id : places.county.id,
  organisation: end === 'institution' ? places.institution.name : places.county.name,
  addedBy: null,
});

async function invite(world: World, end: 'institution' | 'authority') {
  const form = { name: '受邀人', role: staff[end].role, phone: '', email: '', idNumber: '' };
  const outcome = await inviteStaff(world.services, placeOf(world, end), form);
  if (outcome.kind !== 'done') throw new Error('not invited');
  return outcome.value;
}

const invitation = async (world: World, end: 'institution' | 'authority') => (await invite(world, end)).id;
const linkToken = async (world: World, end: 'institution' | 'authority') =>
  new URL((await invite(world, end)).link).searchParams.get('token') ?? '';

/** 下级管理员: those of the county's own institutions and, for the city, of the county. */
export const administratorEntries: Entries = {
  'GET /authority/administrators': page('/authority/administrators', each(groups.administrators, 200)),
  'GET /authority/administrators/:id': ({ actors }) => [
    { path: `/authority/administrators/${actors.head.accountId}`, answers: { administrator: 200 } },
    { path: `/authority/administrators/${actors.administrator.accountId}`, answers: { cityAdministrator: 200 } },
    { path: `/authority/administrators/${actors.clerk.accountId}`, answers: {} },
  ],
  'POST /authority/administrators/:id': async (world) => {
    const { services, places } = world;
    const head = await insertInstitutionStaff(services.database, places.institution, 'administrator');
    const county = await insertAuthorityStaff(services.database, places.county, 'administrator');
    const clerk = await insertInstitutionStaff(services.database, places.institution);
    const path = (id: string) => `/authority/administrators/${id}`;
    const fields = { seen: 'yes' };
    return [
      { path: path(head.accountId), fields, answers: { administrator: 200 } },
      { path: path(county.accountId), fields, answers: { cityAdministrator: 200 } },
      { path: path(clerk.accountId), fields, answers: {} },
    ];
  },
};

/** 本人账号 and the second factor of staff. Nobody here has one yet; what stands between them and their desk is in standing.test.ts. */
export function accountEntriesOf(end: 'institution' | 'authority'): Entries {
  const all = groups[end];
  const empty = (path: string, status: number) => () => [{ path, fields: {}, answers: each(all, status), quiet: true }];
  return {
    [`GET /${end}/second-factor`]: page(`/${end}/second-factor`, each(all, 303)),
    [`POST /${end}/second-factor`]: empty(`/${end}/second-factor`, 303),
    [`GET /${end}/second-factor/enrol`]: page(`/${end}/second-factor/enrol`, each(all, 200)),
    [`POST /${end}/second-factor/enrol`]: empty(`/${end}/second-factor/enrol`, 422),
    [`GET /${end}/confirm`]: page(`/${end}/confirm`, each(all, 200)),
    [`POST /${end}/confirm`]: empty(`/${end}/confirm`, 303),
    [`GET /${end}/account`]: page(`/${end}/account`, each(all, 200)),
    [`POST /${end}/account/backup-codes`]: empty(`/${end}/account/backup-codes`, 303),
    [`GET /${end}/account/second-factor`]: page(`/${end}/account/second-factor`, each(all, 303)),
    [`POST /${end}/account/second-factor`]: empty(`/${end}/account/second-factor`, 303),
    [`GET /${end}/account/password`]: page(`/${end}/account/password`, each(all, 200)),
    [`GET /${end}/account/id-number`]: page(`/${end}/account/id-number`, each(all, 200)),
    [`POST /${end}/account/id-number`]: empty(`/${end}/account/id-number`, 422),
    [`POST /${end}/account/password`]: empty(`/${end}/account/password`, 422),
  };
}
