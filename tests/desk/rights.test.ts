import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  insertAuthority,
  insertAuthorityStaff,
  insertInstitution,
  insertInstitutionStaff,
  newIdNumber,
} from '../factories/people.ts';
import { allConfirmed, stepForm } from '../factories/stepForm.ts';
import { type Desk, ofAuthority, ofInstitution, openDesk, submitted, type Visitor } from './desk.ts';

let desk: Desk;
let second: Visitor;
beforeAll(async () => {
  desk = await openDesk();
  second = await desk.as(desk.county.deciders[1]);
});
afterAll(() => desk.close());

const approval = (version: number) => stepForm('approve', version, { sure: 'yes' });

async function accepted(): Promise<string> {
  const { id } = await submitted(desk);
  await desk.clerk.post(ofInstitution(id), stepForm('passAtInstitution', 1, allConfirmed));
  expect((await desk.decider.post(ofAuthority(id), stepForm('accept', 2))).status).toBe(303);
  return id;
}

describe('谁能办', () => {
  test('两人同时决定:一人成功,另一人看到是谁、什么时候', async () => {
    const id = await accepted();
    const answers = await Promise.all(
      [desk.decider, second].map((officer) => officer.post(ofAuthority(id), approval(3))),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
    const late = answers.find(({ status }) => status === 409);
    expect(late?.text).toMatch(/李审批|周审批/);
    expect(late?.text).toContain('3月2日 09:00');
    expect(late?.text).toContain('已批准');
    expect(await desk.value('SELECT count(*)::int AS value FROM register_event WHERE application_id = $1', id)).toBe(1);
  });

  test('看的是旧的版本:不生效,提示最新情况', async () => {
    const id = await accepted();
    const stale = await desk.decider.post(ofAuthority(id), approval(2));
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('您刚才的操作没有生效');
  });

  test('同一张表单提交两次,只办一次,答复相同', async () => {
    const id = await accepted();
    const form = { ...approval(3), _key: randomUUID() };
    const [first, again] = [
      await desk.decider.post(ofAuthority(id), form),
      await desk.decider.post(ofAuthority(id), form),
    ];
    expect([first.status, again.status]).toEqual([303, 303]);
    expect(again.location).toBe(first.location);
    expect(
      await desk.value(
        `SELECT count(*)::int AS value FROM application_event WHERE application_id = $1 AND type = 'approved'`,
        id,
      ),
    ).toBe(1);
  });

  test('经办人不能准予:按钮不可按并说明理由,直接提交也被拒绝,不占用证书编码', async () => {
    const id = await accepted();
    const officer = await desk.as(
      await insertAuthorityStaff(desk.services.database, desk.county.tree.county, 'officer'),
    );
    const page = await officer.get(ofAuthority(id));
    expect(page.text).toContain('您的岗位不能准予。');
    expect(page.text).not.toContain('value="approve"');
    const last = () =>
      desk.value(`SELECT coalesce(max(last), 0) AS value FROM licence_serial WHERE region_code = '430102'`);
    const before = await last();
    const refused = await officer.post(ofAuthority(id), approval(3));
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('您的岗位不能准予。');
    expect(await last()).toBe(before);
  });

  test('经办人就是申请人时,不能审核自己的申请', async () => {
    const idNumber = newIdNumber();
    await insertInstitutionStaff(desk.services.database, desk.county.institution, 'clerk', { idNumber });
    const self = await insertInstitutionStaff(desk.services.database, desk.county.institution, 'clerk', { idNumber });
    const { id } = await submitted(desk, { idNumber });
    const visitor = await desk.as(self);
    expect((await visitor.get(ofInstitution(id))).text).toContain('不能办理本人的申请');
    const answer = await visitor.post(ofInstitution(id), stepForm('passAtInstitution', 1, allConfirmed));
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('不能办理本人的申请');
  });

  test('别的县、别的机构:查无此件;文件、照片、表单、列表都一样', async () => {
    const id = await accepted();
    const { database } = desk.services;
    const elsewhere = await insertAuthority(database, '430103', '长沙市天心区卫生健康局', desk.county.tree.city);
    const stranger = await desk.as(await insertAuthorityStaff(database, elsewhere, 'decider'));
    for (const path of [ofAuthority(id), `${ofAuthority(id)}/photo.jpg`, `${ofAuthority(id)}/form.pdf`]) {
      expect([path, (await stranger.get(path)).status]).toEqual([path, 404]);
    }
    expect((await stranger.post(ofAuthority(id), approval(3))).status).toBe(404);
    const other = await insertInstitution(database, desk.county.tree.county);
    const otherClerk = await desk.as(await insertInstitutionStaff(database, other));
    expect((await otherClerk.get(ofInstitution(id))).status).toBe(404);
    expect((await desk.clerk.get(ofInstitution('no-id'))).status).toBe(404);
    const number = await desk.value<string>('SELECT number AS value FROM application WHERE id = $1', id);
    expect((await stranger.get(`/authority/applications?q=${number}`)).text).toContain('没有找到');
    expect((await otherClerk.get(`/institution/applications?q=${number}`)).text).toContain('没有找到');
  });

  test('上级机关可以查看,不能办理', async () => {
    const id = await accepted();
    const superior = await desk.as(
      await insertAuthorityStaff(desk.services.database, desk.county.tree.city, 'decider'),
    );
    const page = await superior.get(ofAuthority(id));
    expect(page.status).toBe(200);
    expect(page.text).toContain('这一步由审批机关办理。');
    expect(page.text).not.toContain('name="step" value=');
    expect((await superior.post(ofAuthority(id), approval(3))).status).toBe(422);
    expect((await superior.get('/authority/applications?state=accepted')).text).toContain('没有审批中的业务');
    const number = await desk.value<string>('SELECT number AS value FROM application WHERE id = $1', id);
    expect((await superior.get('/authority/applications?state=accepted&below=yes')).text).toContain(number);
  });

  test('审计员只看', async () => {
    const id = await accepted();
    const auditor = await desk.as(
      await insertAuthorityStaff(desk.services.database, desk.county.tree.county, 'auditor'),
    );
    expect((await auditor.get(ofAuthority(id))).text).not.toContain('name="step" value=');
    expect((await auditor.post(ofAuthority(id), approval(3))).status).toBe(422);
  });

  test('本人机构:须由两名人员分别受理和决定,机构自己的核对不证明身份', async () => {
    const { database } = desk.services;
    const own = await insertInstitution(database, desk.county.tree.county, { name: '本人中医诊所' });
    const idNumber = newIdNumber();
    const head = await insertInstitutionStaff(database, own, 'administrator', { idNumber });
    const { id, person } = await submitted(desk, { idNumber, institution: own });
    const self = await desk.as(head);
    const passed = await self.post(ofInstitution(id), stepForm('passAtInstitution', 1, allConfirmed));
    expect(passed.status).toBe(303);
    expect(
      await desk.value('SELECT identity_verified_at IS NULL AS value FROM account WHERE id = $1', person.accountId),
    ).toBe(true);
    await desk.decider.post(ofAuthority(id), stepForm('accept', 2));
    const page = await desk.decider.get(ofAuthority(id));
    expect(page.text).toContain('本人机构的申请须由本机关两名不同的人员办理');
    expect((await desk.decider.post(ofAuthority(id), approval(3))).status).toBe(422);
    expect((await second.post(ofAuthority(id), approval(3))).status).toBe(303);
  });

  test('读取先记录:没有打开过的人不在记录里', async () => {
    const { id, physician } = await submitted(desk);
    const readings = () =>
      desk.value<number>('SELECT count(*)::int AS value FROM read_log WHERE physician_id = $1', physician.id);
    expect(await readings()).toBe(0);
    await desk.clerk.get(ofInstitution(id));
    expect(await readings()).toBe(1);
  });
});
