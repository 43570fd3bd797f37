import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashPassword } from '../../src/outside/passwordHash.ts';
import { expectRefused, readAloud } from '../accounts/visitor.ts';
import { insertHunan, insertInstitution, insertInstitutionStaff, newIdNumber } from '../factories/people.ts';
import { openTestApp, type TestApp } from '../setup/testApp.ts';
import { enterDesk } from './entering.ts';

const password = 'a sentence of staff';
let site: TestApp;
beforeAll(async () => {
  site = await openTestApp();
});
afterAll(() => site.close());

test('没有证件号码的人员:工作台提醒,在本人账号登记一次,之后不能自行更改', async () => {
  const { county } = await insertHunan(site.db.database);
  const institution = await insertInstitution(site.db.database, county);
  const given = { loginName: 'old-chief', passwordHash: await hashPassword(password), idNumber: null };
  const { accountId } = await insertInstitutionStaff(site.db.database, institution, 'administrator', given);
  const chief = await enterDesk(site, 'institution', { loginName: 'old-chief', password });
  const asks = '您的账号还没有登记证件号码';
  expect(readAloud(await chief.get('/institution'))).toContain(asks);
  expect(readAloud(await chief.get(`/institution/staff/${accountId}`))).toContain('未登记');

  const path = '/institution/account/id-number';
  await chief.get(path);
  expectRefused(await chief.post(path, { idType: 'residentIdCard', idNumber: '' }), ['请填写证件号码']);
  const idNumber = newIdNumber();
  const saved = await chief.post(path, { idType: 'residentIdCard', idNumber });
  expect(saved.headers.location).toBe('/institution/account?said=numberRegistered');
  const account = readAloud(await chief.get('/institution/account?said=numberRegistered'));
  expect(account).toContain('证件号码已登记');
  expect(account).not.toContain(idNumber);
  expect(readAloud(await chief.get('/institution'))).not.toContain(asks);
  await chief.get(path);
  expectRefused(await chief.post(path, { idType: 'residentIdCard', idNumber: newIdNumber() }), ['证件号码已登记']);
  const { rows } = await site.db.database.pool.query<{ action: string }>(
    'SELECT action FROM ledger WHERE subject_id = $1 ORDER BY seq',
    [accountId],
  );
  expect(rows.map(({ action }) => action)).toEqual(['staffNumberRegistered']);
});
