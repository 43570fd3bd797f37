import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { remindConfirmations } from '../../src/actions/time/remindConfirmations.ts';
import { staffReset } from '../../src/cli/staffReset.ts';
import { hashPassword } from '../../src/outside/passwordHash.ts';
import { expectRefused, readAloud, type Visitor } from '../accounts/visitor.ts';
import {
  type AuthorityTree,
  insertAuthorityStaff,
  insertHunan,
  insertInstitution,
  insertInstitutionStaff,
  newPhone,
  type TestInstitution,
} from '../factories/people.ts';
import { messagesTo, readContact, writeContact } from '../setup/sealedValues.ts';
import { openTestApp, type TestApp } from '../setup/testApp.ts';
import { enterDesk, knock } from './entering.ts';

const password = 'a sentence of staff';
const monday = '2026-03-02T09:00:00+08:00';
let site: TestApp;
let hunan: AuthorityTree;
let institution: TestInstitution;
let passwordHash: string;
let serial = 0;

beforeAll(async () => {
  site = await openTestApp();
  hunan = await insertHunan(site.db.database);
  institution = await insertInstitution(site.db.database, hunan.county);
  passwordHash = await hashPassword(password);
});
beforeEach(() => site.setNow(monday));
afterAll(() => site.close());

type Role = 'officer' | 'decider' | 'administrator' | 'auditor';

async function atCounty(role: Role, given: { confirmedAt?: string; place?: 'county' | 'city' } = {}) {
  serial += 1;
  const loginName = `county${serial}`;
  const actor = await insertAuthorityStaff(site.db.database, hunan[given.place ?? 'county'], role, {
    loginName,
    passwordHash,
    ...(given.confirmedAt === undefined ? {} : { confirmedAt: given.confirmedAt }),
  });
  await writeContact(site.db.database, actor.accountId, { phone: newPhone() });
  return { ...actor, loginName };
}

const enter = (loginName: string): Promise<Visitor> => enterDesk(site, 'authority', { loginName, password });

async function column(sql: string, ...params: readonly unknown[]): Promise<unknown[]> {
  return (await site.db.database.pool.query<{ value: unknown }>(sql, [...params])).rows.map(({ value }) => value);
}

const notices = (id: string) => column('SELECT title AS value FROM notice WHERE account_id = $1 ORDER BY at, id', id);
const acts = (id: string) => column('SELECT action AS value FROM ledger WHERE subject_id = $1 ORDER BY seq', id);

describe('更改岗位', () => {
  test('counts at once: the old session is over, the new right is there, and the colleague is told', async () => {
    const head = await enter((await atCounty('administrator')).loginName);
    const { accountId: id, loginName } = await atCounty('administrator');
    const colleague = await enter(loginName);
    expect((await colleague.get('/authority/staff')).statusCode).toBe(200);
    await head.get(`/authority/staff/${id}`);
    expect((await head.post(`/authority/staff/${id}/role`, { role: 'auditor' })).statusCode).toBe(303);
    expect((await colleague.get('/authority/staff')).headers.location).toMatch(/^\/authority\/sign-in/);
    expect((await (await enter(loginName)).get('/authority/staff')).statusCode).toBe(403);
    expect(await notices(id)).toEqual(['岗位已更改']);
    expect(await acts(id)).toEqual(['staffRoleChanged']);
    const { phone } = await readContact(site.db.database, id);
    const messages = await messagesTo(site.db.database, phone ?? '');
    expect(messages.map(({ text }) => text).join()).toContain('审计员');
  });

  test('a right taken in the table counts on the very next request, without any new sign-in', async () => {
    const { accountId, loginName } = await atCounty('administrator');
    const visitor = await enter(loginName);
    expect((await visitor.get('/authority/staff')).statusCode).toBe(200);
    await site.db.database.pool.query("UPDATE account SET role = 'officer' WHERE id = $1", [accountId]);
    expect((await visitor.get('/authority/staff')).statusCode).toBe(403);
    await site.db.database.pool.query('UPDATE account SET active = false WHERE id = $1', [accountId]);
    expect((await visitor.get('/authority')).headers.location).toMatch(/sign-in/);
  });

  test('not one’s own, not to a role of another end, not to the same', async () => {
    const own = await atCounty('administrator');
    const { accountId: id } = await atCounty('officer');
    const head = await enter(own.loginName);
    await head.get(`/authority/staff/${id}`);
    const to = (account: string, role: string) => head.post(`/authority/staff/${account}/role`, { role });
    expectRefused(await to(own.accountId, 'decider'), ['不能更改自己的岗位']);
    expectRefused(await to(id, 'clerk'), ['请选择岗位']);
    expectRefused(await to(id, 'officer'), ['岗位没有变化']);
    expect(await acts(id)).toEqual([]);
  });
});

describe('年度人员确认', () => {
  const aYearAgo = Temporal.Instant.from(monday)
    .subtract({ hours: 24 * 366 })
    .toString();
  const order = (visitor: Visitor) => visitor.post('/authority/orders/00000000-0000-4000-8000-000000000000', {});

  test('overdue: they look and decide nothing, until somebody else confirms', async () => {
    const { accountId: id, loginName } = await atCounty('decider', { confirmedAt: aYearAgo });
    const late = await enter(loginName);
    expect((await late.get('/authority/orders')).statusCode).toBe(200);
    const refused = await order(late);
    expect([refused.statusCode, readAloud(refused).includes('账号待年度确认')]).toEqual([403, true]);
    const head = await enter((await atCounty('administrator')).loginName);
    const listed = await head.get('/authority/staff');
    expect(readAloud(listed)).toContain('已逾期,不能办理决定');
    expect((await head.post(`/authority/staff/${id}/confirm`)).statusCode).toBe(303);
    expect((await order(late)).statusCode).toBe(404);
    expect(readAloud(await head.get('/authority/staff'))).not.toContain('已逾期,不能办理决定');
    expect(await acts(id)).toEqual(['staffConfirmed']);
  });

  test('nobody confirms themselves where there is another administrator', async () => {
    const own = await atCounty('administrator');
    await atCounty('administrator');
    const head = await enter(own.loginName);
    await head.get('/authority/staff');
    expectRefused(await head.post(`/authority/staff/${own.accountId}/confirm`), ['不能确认自己']);
  });

  test('thirty days before, both hear of it, once', async () => {
    const due = Temporal.Instant.from(monday)
      .subtract({ hours: 24 * 336 })
      .toString();
    const { accountId: id } = await atCounty('officer', { confirmedAt: due });
    await remindConfirmations(site.services);
    await remindConfirmations(site.services);
    expect(await notices(id)).toEqual(['年度人员确认']);
  });
});

describe('重置登录方式', () => {
  /** Presses the button for somebody; the first password that is shown. */
  async function reset(head: Visitor, path: string): Promise<string> {
    await head.get(path.replace(/\/reset$/, ''));
    expectRefused(await head.post(path, {}), ['已当面核对本人身份']);
    const shown = await head.post(path, { seen: 'yes' });
    expect(shown.headers['cache-control']).toBe('private, no-store');
    return /初始密码 (\S{16}) /.exec(readAloud(shown))?.[1] ?? '';
  }

  test('by another administrator: everything before is worth nothing, and the way in begins anew', async () => {
    const head = await enter((await atCounty('administrator')).loginName);
    const { accountId: id, loginName } = await atCounty('decider');
    const lost = await enter(loginName);
    const first = await reset(head, `/authority/staff/${id}/reset`);
    expect(first).toMatch(/^[A-Za-z0-9]{16}$/);
    expect((await lost.get('/authority')).headers.location).toMatch(/sign-in/);
    expect(
      (await (await knock(site, 'authority', { loginName, password })).get('/authority')).headers.location,
    ).toMatch(/sign-in/);
    const back = await knock(site, 'authority', { loginName, password: first });
    expect((await back.get('/authority/second-factor')).headers.location).toMatch(/second-factor\/enrol/);
    expect(await notices(id)).toEqual(['登录方式已重置']);
    expect(await acts(id)).toEqual(['signInReset']);
    const entered = await enterDesk(site, 'authority', { loginName, password: first });
    expect((await entered.get('/authority')).headers.location).toMatch(/account\/password/);
  });

  test('an administrator of an institution by its authority, one of a county by the city, nobody else', async () => {
    const clinic = await insertInstitutionStaff(site.db.database, institution, 'administrator', { passwordHash });
    const clerk = await insertInstitutionStaff(site.db.database, institution, 'clerk', { passwordHash });
    const own = await atCounty('administrator');
    const county = await enter(own.loginName);
    const city = await enter((await atCounty('administrator', { place: 'city' })).loginName);
    const below = (id: string) => `/authority/administrators/${id}`;
    expect(await reset(county, below(clinic.accountId))).toMatch(/^\w{16}$/);
    expect(await reset(city, below(own.accountId))).toMatch(/^\w{16}$/);
    for (const id of [clerk.accountId, clinic.accountId])
      expect((await city.post(below(id), { seen: 'yes' })).statusCode).toBe(404);
    expect(await acts(clerk.accountId)).toEqual([]);
  });

  test('not one’s own; the topmost by the command line', async () => {
    const { accountId: id, loginName } = await atCounty('administrator');
    const head = await enter(loginName);
    await head.get('/authority/staff');
    expectRefused(await head.post(`/authority/staff/${id}/reset`, { seen: 'yes' }), ['不能重置自己的登录方式']);
    const made = await staffReset(site.services, [loginName]);
    const first = /初始密码:(\S+?)\(/.exec(made.text)?.[1] ?? '';
    expect((await head.get('/authority')).headers.location).toMatch(/sign-in/);
    const back = await knock(site, 'authority', { loginName, password: first });
    expect((await back.get('/authority/second-factor')).headers.location).toMatch(/enrol/);
    expect((await staffReset(site.services, ['nobody-there'])).text).toContain('没有这个登录名');
    expect((await staffReset(site.services, [])).failed).toBe(true);
  });
});
