import type { SignedIn } from '../../src/domain/access/actor.ts';
import type { Database } from '../../src/store/database.ts';
import {
  insertAuthority,
  insertAuthorityStaff,
  insertHunan,
  insertInstitution,
  insertInstitutionStaff,
  insertPersonAccount,
  insertPhysician,
  insertZhejiang,
  type TestAuthority,
  type TestInstitution,
} from '../factories/people.ts';

/** Everybody who may come to a door. The files of the matrix lie with `clerk` and `officer`; `owner` is whose file it is. */
const people = ['newcomer', 'claimant', 'owner', 'stranger'] as const;
const institutionStaff = ['clerk', 'head', 'neighbourClerk', 'neighbourHead', 'farClerk'] as const;
const authorityStaff = [
  ...(['officer', 'decider', 'administrator', 'auditor'] as const),
  ...(['besideDecider', 'besideAdministrator', 'farDecider', 'farAdministrator', 'farProvinceDecider'] as const),
  ...(['cityDecider', 'cityAdministrator', 'provinceDecider', 'provinceAdministrator'] as const),
] as const;
/** `visitor` has a session and no account; `nobody` has not even that. */
export const actorNames = ['nobody', 'visitor', ...people, ...institutionStaff, ...authorityStaff] as const;
export type ActorName = (typeof actorNames)[number];
export type AccountName = Exclude<ActorName, 'nobody' | 'visitor' | 'owner'>;

export const groups = {
  persons: people,
  physicians: ['owner', 'stranger'],
  /** Not activated yet. */
  beginners: ['newcomer', 'claimant'],
  institution: institutionStaff,
  institutionHeads: ['head', 'neighbourHead'],
  /** The institution the files are submitted to. */
  ownInstitution: ['clerk', 'head'],
  authority: authorityStaff,
  administrators: [
    'administrator',
    'besideAdministrator',
    'farAdministrator',
    'cityAdministrator',
    'provinceAdministrator',
  ],
  ownCounty: ['officer', 'decider', 'administrator', 'auditor'],
  /** Above the county: they look, and decide nothing. */
  superiors: ['cityDecider', 'cityAdministrator', 'provinceDecider', 'provinceAdministrator'],
  far: ['farDecider', 'farAdministrator', 'farProvinceDecider'],
} as const satisfies Record<string, readonly ActorName[]>;

export interface Places {
  readonly province: TestAuthority;
  readonly county: TestAuthority;
  readonly institution: TestInstitution;
  readonly farInstitution: TestInstitution;
}

/** Two provinces, two counties of one city, two institutions in the first county and one far away; and who works there. */
export async function insertActors(db: Database): Promise<{ places: Places; actors: Record<AccountName, SignedIn> }> {
  const here = await insertHunan(db);
  const far = await insertZhejiang(db);
  const beside = await insertAuthority(db, '430103', '长沙市天心区卫生健康局', here.city);
  const institution = await insertInstitution(db, here.county, { name: '康宁中医诊所' });
  const neighbour = await insertInstitution(db, here.county, { name: '仁济中医诊所' });
  const farInstitution = await insertInstitution(db, far.county, { name: '西湖中医诊所' });
  const beginner = async (name: string) =>
    insertPersonAccount(db, await insertPhysician(db, { name }), { activated: false });
  const newcomer = await beginner('皇甫未央');
  await db.pool.query('UPDATE account SET phone_verified_at = NULL WHERE id = $1', [newcomer.accountId]);
  const actors: Record<AccountName, SignedIn> = {
    newcomer,
    claimant: await beginner('公孙长歌'),
    stranger: await insertPersonAccount(db, await insertPhysician(db, { name: '陌路人' })),
    clerk: await insertInstitutionStaff(db, institution, 'clerk', { name: '王经办' }),
    head: await insertInstitutionStaff(db, institution, 'administrator', { name: '王负责' }),
    neighbourClerk: await insertInstitutionStaff(db, neighbour, 'clerk', { name: '邻经办' }),
    neighbourHead: await insertInstitutionStaff(db, neighbour, 'administrator', { name: '邻负责' }),
    farClerk: await insertInstitutionStaff(db, farInstitution, 'clerk', { name: '远经办' }),
    officer: await insertAuthorityStaff(db, here.county, 'officer', { name: '李经办' }),
    decider: await insertAuthorityStaff(db, here.county, 'decider', { name: '李审批' }),
    administrator: await insertAuthorityStaff(db, here.county, 'administrator', { name: '李管理' }),
    auditor: await insertAuthorityStaff(db, here.county, 'auditor', { name: '李审计' }),
    besideDecider: await insertAuthorityStaff(db, beside, 'decider', { name: '邻区审批' }),
    besideAdministrator: await insertAuthorityStaff(db, beside, 'administrator', { name: '邻区管理' }),
    farDecider: await insertAuthorityStaff(db, far.county, 'decider', { name: '外省审批' }),
    farAdministrator: await insertAuthorityStaff(db, far.county, 'administrator', { name: '外省管理' }),
    farProvinceDecider: await insertAuthorityStaff(db, far.province, 'decider', { name: '外省厅审批' }),
    cityDecider: await insertAuthorityStaff(db, here.city, 'decider', { name: '市审批' }),
    cityAdministrator: await insertAuthorityStaff(db, here.city, 'administrator', { name: '市管理' }),
    provinceDecider: await insertAuthorityStaff(db, here.province, 'decider', { name: '省审批' }),
    provinceAdministrator: await insertAuthorityStaff(db, here.province, 'administrator', { name: '省管理' }),
  };
  const places = { province: here.province, county: here.county, institution, farInstitution };
  return { places, actors };
}
