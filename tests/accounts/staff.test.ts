import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addStaff } from '../../src/actions/staff/addStaff.ts';
import { staffAdd } from '../../src/cli/staffAdd.ts';
import { hashPassword } from '../../src/outside/passwordHash.ts';
import {
  type AuthorityTree,
  insertAuthorityStaff,
  insertHunan,
  insertInstitution,
  insertInstitutionStaff,
  newIdNumber,
  type TestInstitution,
} from '../factories/people.ts';
import { openTestApp, type TestApp } from '../setup/testApp.ts';
import { enterDesk } from '../staff/entering.ts';
import { expectRefused, openVisitor, readAloud } from './visitor.ts';

let site: TestApp;
let hunan: AuthorityTree;
let institution: TestInstitution;
const password = 'a sentence of staff';

beforeAll(async () => {
  site = await openTestApp();
  hunan = await insertHunan(site.db.database);
  institution = await insertInstitution(site.db.database, hunan.county);
  const passwordHash = await hashPassword(password);
  await insertInstitutionStaff(site.db.database, institution, 'administrator', {
    loginName: 'chief',
    passwordHash,
    name: '刘主任',
  });
  await insertInstitutionStaff(site.db.database, institution, 'clerk', { loginName: 'clerk', passwordHash });
  await insertAuthorityStaff(site.db.database, hunan.county, 'administrator', { loginName: 'county', passwordHash });
});
afterAll(() => site.close());

function signedIn(end: 'institution' | 'authority', loginName: string, secret = password) {
  return enterDesk(site, end, { loginName, password: secret });
}

describe('人员', () => {
  test('an administrator switches a colleague off at once, and on again without their old sessions', async () => {
    const { accountId: id } = await insertInstitutionStaff(site.db.database, institution, 'clerk', {
      loginName: 'wang-jb',
      passwordHash: await hashPassword(password),
    });
    const wang = await signedIn('institution', 'wang-jb');
    expect((await wang.get('/institution')).statusCode).toBe(200);
    const chief = await signedIn('institution', 'chief');
    await chief.get(`/institution/staff/${id}`);
    expect((await chief.post(`/institution/staff/${id}/active`, { active: 'no' })).statusCode).toBe(303);
    expect((await wang.get('/institution')).headers.location).toMatch(/^\/institution\/sign-in/);
    expect(
      readAloud(await openVisitor(site.app).post('/institution/sign-in', { loginName: 'wang-jb', password })),
    ).toContain('登录名或密码不正确');
    await chief.get(`/institution/staff/${id}`);
    await chief.post(`/institution/staff/${id}/active`, { active: 'yes' });
    expect((await wang.get('/institution')).headers.location).toMatch(/^\/institution\/sign-in/);
    await signedIn('institution', 'wang-jb');
    const ledger = await site.db.database.pool.query<{ action: string }>(
      'SELECT action FROM ledger WHERE subject_id = $1 ORDER BY seq',
      [id],
    );
    expect(ledger.rows.map(({ action }) => action)).toEqual(['staffDisabled', 'staffEnabled']);
  });

  test('nobody else comes near: clerks, other organisations, oneself', async () => {
    const clerk = await signedIn('institution', 'clerk');
    expect((await clerk.get('/institution/staff')).statusCode).toBe(403);
    const county = await signedIn('authority', 'county');
    const { rows } = await site.db.database.pool.query<{ id: string; login_name: string }>(
      'SELECT id, login_name FROM account',
    );
    const idOf = (login: string) => rows.find(({ login_name }) => login_name === login)?.id ?? '';
    await county.get('/authority/staff');
    expect((await county.post(`/authority/staff/${idOf('clerk')}/active`, { active: 'no' })).statusCode).toBe(404);
    expect((await county.post('/authority/staff/x/active', { active: 'no' })).statusCode).toBe(404);
    const self = await county.post(`/authority/staff/${idOf('county')}/active`, { active: 'no' });
    expect(readAloud(self)).toContain('不能停用自己的账号');
  });

  test('everything that is wrong is said at once', async () => {
    const county = await signedIn('authority', 'county');
    await county.get('/authority/staff');
    const wrong = await county.post('/authority/staff/invitations', {
      name: '',
      role: 'clerk',
      phone: '1',
      email: '3',
      idNumber: '2',
    });
    expectRefused(wrong, ['请填写姓名', '请选择岗位', '11位手机号', '邮箱', '证件号码的位数']);
    const unreachable = { name: '王五', role: 'officer', phone: '', email: '', idNumber: '' };
    expectRefused(await county.post('/authority/staff/invitations', unreachable), ['请填写手机号或电子邮箱']);
  });
});

describe('staff add', () => {
  const addition = (role: string, login: string) =>
    `--end institution --organisation ${institution.number} --role ${role} --name 张三 --login ${login} --id-number ${newIdNumber()}`.split(
      ' ',
    );

  test('adds the first administrator and says the password once', async () => {
    const args = addition('administrator', 'zhangsan');
    const added = await staffAdd(site.services, args);
    expect(added.failed).toBe(false);
    const secret = /初始密码:(\S+?)\(/.exec(added.text)?.[1] ?? '';
    await signedIn('institution', 'zhangsan', secret);
    expect(await staffAdd(site.services, args)).toMatchObject({
      failed: true,
      text: '这个登录名已有人使用,请换一个。',
    });
  });

  test('takes a password, a phone and an ID number; the authority goes by its code', async () => {
    const added = await staffAdd(site.services, [
      ...['--end', 'authority', '--organisation', 'a430102', '--role', 'decider', '--name', '李四', '--login', 'lisi'],
      ...['--password', 'bamboo-tiger-7', '--phone', '13800138000', '--id-number', newIdNumber(), '--json'],
    ]);
    expect(added.text).not.toContain('bamboo-tiger-7');
    expect(added).toMatchObject({ failed: false, json: { loginName: 'lisi', organisation: hunan.county.name } });
    expect(JSON.stringify(added.json)).not.toContain('bamboo-tiger-7');
  });

  test('命令行可以不给身份证号,由本人登录后登记;页面上添加的必须有', async () => {
    const added = await staffAdd(site.services, addition('clerk', 'zhangsan3').slice(0, -2));
    expect(added.failed).toBe(false);
    const at = {
      end: 'institution',
      organisationId: institution.id,
      organisation: institution.name,
      addedBy: await insertInstitutionStaff(site.db.database, institution, 'administrator'),
    } as const;
    const form = {
      name: '张三',
      role: 'clerk',
      loginName: 'zhangsan4',
      phone: '',
      email: '',
      idNumber: '',
      password: '',
    };
    expect(await addStaff(site.services, at, form)).toMatchObject({ refusals: [{ code: 'idNumber.empty' }] });
  });

  test.each([
    [['--end', 'nowhere'], '用法'],
    [['--what'], '用法'],
    [['--end', 'institution', '--organisation', 'none'], '没有这个机构或机关'],
  ])('%j is refused with words', async (args, words) => {
    const answer = await staffAdd(site.services, args);
    expect(answer.failed).toBe(true);
    expect(answer.text).toContain(words);
  });

  test('a short or common password is refused', async () => {
    const args = [...addition('clerk', 'zhangsan2'), '--password'];
    expect((await staffAdd(site.services, [...args, 'abc'])).text).toBe('密码太短');
    expect((await staffAdd(site.services, [...args, 'Password123'])).text).toContain('太常见');
  });
});
