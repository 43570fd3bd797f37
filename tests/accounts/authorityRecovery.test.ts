import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, openDesk, submitted } from '../desk/desk.ts';
import { makeEntry } from '../factories/entry.ts';
import {
  insertAuthorityStaff,
  insertInstitution,
  insertInstitutionStaff,
  insertPersonAccount,
  insertPhysician,
  newPhone,
} from '../factories/people.ts';
import { begin, confirmIt, recoveryIdIn, wantedOf } from '../factories/recovery.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const stateOf = (id: string) => desk.value<string>('SELECT state AS value FROM account_recovery WHERE id = $1', id);

describe('找回账号:主管部门', () => {
  test('机构只有一名人员:由主管部门的工作人员确认', async () => {
    const { database } = desk.services;
    const small = await insertInstitution(database, desk.county.tree.county);
    const only = await insertInstitutionStaff(database, small, 'administrator', { name: '独一人' });
    const { physician } = await submitted(desk, { name: '公孙长歌', institution: small });
    const page = await begin(desk, await desk.as(only), 'institution', physician, newPhone());
    const id = recoveryIdIn(page);
    expect((await (await desk.as(only)).get(`/institution/recoveries/${id}`)).text).toContain('没有第二名');
    const beside = await insertAuthorityStaff(database, desk.county.tree.city, 'decider', { name: '市审批' });
    expect((await confirmIt(await desk.as(beside), 'authority', id)).status).toBe(404);
    expect((await confirmIt(desk.decider, 'authority', id)).status).toBe(303);
    expect(await stateOf(id)).toBe('confirmed');
  });

  test('没有执业机构:最近一次注册的机关;没有注册过:考核所在省;两名人员', async () => {
    const { database } = desk.services;
    const { province } = desk.county.tree;
    const [one, two, auditor] = [
      await insertAuthorityStaff(database, province, 'officer', { name: '省经办' }),
      await insertAuthorityStaff(database, province, 'decider', { name: '省审批' }),
      await insertAuthorityStaff(database, province, 'auditor', { name: '省审计' }),
    ];
    const physician = await insertPhysician(database, { name: '东方既白' });
    await insertPersonAccount(database, physician);
    const wanted = wantedOf(physician, newPhone());
    expect((await desk.decider.post('/authority/recoveries', wanted)).text).toContain('本单位没有');
    expect((await (await desk.as(auditor)).post('/authority/recoveries', wanted)).text).toContain('您的岗位不能');
    const id = recoveryIdIn(await begin(desk, await desk.as(one), 'authority', physician, newPhone()));
    expect((await confirmIt(await desk.as(one), 'authority', id)).text).toContain('发起人不能确认');
    expect((await confirmIt(await desk.as(two), 'authority', id)).status).toBe(303);

    const registered = await makeEntry(desk.services, desk.county, { name: '司徒怀瑾' });
    const [owner, deciders] = [registered.physician, desk.county.deciders];
    const atWork = await (await desk.as(deciders[0])).post('/authority/recoveries', wantedOf(owner, newPhone()));
    expect(atWork.text).toContain(`请到该机构办理`);
    await database.pool.query("UPDATE register_entry SET status = 'deregistered' WHERE id = $1", [registered.entryId]);
    expect((await (await desk.as(two)).post('/authority/recoveries', wantedOf(owner, newPhone()))).text).toContain(
      '本单位没有',
    );
    const second = recoveryIdIn(await begin(desk, await desk.as(deciders[0]), 'authority', owner, newPhone()));
    expect((await confirmIt(await desk.as(deciders[1]), 'authority', second)).status).toBe(303);
  });
});
