import { afterAll, beforeAll, expect, test } from 'vitest';
import { deemAccepted } from '../../src/actions/time/deemAccepted.ts';
import { insertAuthorityStaff, insertInstitution, insertInstitutionStaff, newIdNumber } from '../factories/people.ts';
import { allConfirmed, stepForm } from '../factories/stepForm.ts';
import { type Desk, ofAuthority, ofInstitution, openDesk, submitted } from './desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const passing = (version: number) => stepForm('passAtInstitution', version, allConfirmed);

test('机构入驻的负责人没有登记证件号码,给自己办注册:仍是本人机构,不算核验过身份', async () => {
  const { database } = desk.services;
  const own = await insertInstitution(database, desk.county.tree.county, { name: '沈氏中医诊所' });
  const head = await insertInstitutionStaff(database, own, 'administrator', { idNumber: null, name: '沈知微' });
  const { id, person } = await submitted(desk, { name: '沈知微', institution: own });
  expect(await desk.value('SELECT own_institution AS value FROM application WHERE id = $1', id)).toBe(true);
  expect((await (await desk.as(head)).post(ofInstitution(id), passing(1))).status).toBe(303);
  const verified = 'SELECT identity_verified_at IS NOT NULL AS value FROM account WHERE id = $1';
  expect(await desk.value(verified, person.accountId)).toBe(false);
});

test('机构有别的人员时,没有登记证件号码又与申请人同名的,不能审核,并说明怎么办', async () => {
  const { database } = desk.services;
  const namesake = await insertInstitutionStaff(database, desk.county.institution, 'clerk', {
    idNumber: null,
    name: '苏叶青',
  });
  const { id } = await submitted(desk, { name: '苏叶青' });
  const answer = await (await desk.as(namesake)).post(ofInstitution(id), passing(1));
  expect(answer.status).toBe(422);
  expect(answer.text).toContain('当事人与您同名');
  expect(answer.text).toContain('本人账号');
});

test('同一人在机构审核过,换机关的账号也不能受理', async () => {
  const { database } = desk.services;
  const idNumber = newIdNumber('1981-02-03');
  const clerk = await insertInstitutionStaff(database, desk.county.institution, 'clerk', { idNumber });
  const officer = await insertAuthorityStaff(database, desk.county.tree.county, 'officer', { idNumber });
  const { id } = await submitted(desk);
  expect((await (await desk.as(clerk)).post(ofInstitution(id), passing(1))).status).toBe(303);
  const answer = await (await desk.as(officer)).post(ofAuthority(id), stepForm('accept', 2));
  expect(answer.status).toBe(422);
  expect(answer.text).toContain('您在前面的环节已办理过这件业务');
});

test('本人机构的申请视为受理:一名审批人不能单独决定,另一名人员核对以后才能', async () => {
  const { database } = desk.services;
  const { county } = desk.county.tree;
  const own = await insertInstitution(database, county, { name: '陆氏中医诊所' });
  const idNumber = newIdNumber();
  const head = await insertInstitutionStaff(database, own, 'administrator', { idNumber });
  const { id } = await submitted(desk, { idNumber, institution: own });
  await (await desk.as(head)).post(ofInstitution(id), passing(1));
  desk.setNow('2026-03-10T09:00:00+08:00');
  expect((await deemAccepted(desk.services)).failures).toEqual([]);
  expect(await desk.value('SELECT state AS value FROM application WHERE id = $1', id)).toBe('accepted');
  const decider = await desk.as(desk.county.deciders[0]);
  const approve = (version: number) => decider.post(ofAuthority(id), stepForm('approve', version, { sure: 'yes' }));
  const alone = await approve(3);
  expect(alone.status).toBe(422);
  expect(alone.text).toContain('请先由另一名人员“核对”');
  const officer = await desk.as(await insertAuthorityStaff(database, county, 'officer'));
  expect((await officer.get(ofAuthority(id))).text).toContain('由决定人以外的一名人员核对');
  const verified = await officer.post(ofAuthority(id), stepForm('verify', 3, { opinion: '材料与原件一致' }));
  expect(verified.status).toBe(303);
  expect((await officer.get(verified.location)).text).toContain('已办理:核对');
  expect((await decider.get(ofAuthority(id))).text).toContain('材料与原件一致');
  expect((await approve(4)).status).toBe(303);
});
