import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerSupplement } from '../../src/actions/application/answerSupplement.ts';
import { submit } from '../../src/actions/application/submit.ts';
import { maskMiddle } from '../../src/domain/fields/mask.ts';
import { must } from '../factories/life.ts';
import { insertAuthorityStaff, insertInstitutionStaff, insertZhejiang } from '../factories/people.ts';
import { allConfirmed, stepForm } from '../factories/stepForm.ts';
import { typeDraft } from '../setup/sealedValues.ts';
import { type Desk, ofAuthority, ofInstitution, openDesk, submitted, type Visitor } from './desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const pass = (id: string) => desk.clerk.post(ofInstitution(id), stepForm('passAtInstitution', 1, allConfirmed));

async function stateOf(id: string): Promise<string> {
  return desk.value('SELECT state AS value FROM application WHERE id = $1', id);
}

describe('一件业务的一生', () => {
  test('提交、机构通过、受理、准予:注册信息、证书编码、通知、已读记录都在', async () => {
    const { id, person, physician } = await submitted(desk, { name: '孙思敏' });
    const queue = await desk.clerk.get('/institution/applications');
    expect(queue.text).toContain('孙思敏');

    const file = await desk.clerk.get(ofInstitution(id));
    expect(file.status).toBe(200);
    expect(file.text).toContain(maskMiddle(physician.idNumber, 3, 4));
    expect(file.text).not.toContain(physician.idNumber);
    expect(file.text).toContain('已当面核对身份证件原件');

    const passed = await pass(id);
    expect([passed.status, passed.location]).toEqual([303, `${ofInstitution(id)}?done=1`]);
    expect((await desk.clerk.get(passed.location)).text).toContain('已办理:机构审核通过');
    expect(
      await desk.value('SELECT identity_verified_at IS NOT NULL AS value FROM account WHERE id = $1', person.accountId),
    ).toBe(true);
    expect((await desk.decider.get('/authority/applications')).text).toContain('孙思敏');

    const seen = await desk.decider.get(ofAuthority(id));
    expect(seen.text).not.toContain(physician.idNumber);
    expect(seen.text).not.toContain(physician.certificateNo);
    expect((await desk.decider.post(ofAuthority(id), stepForm('accept', 2))).status).toBe(303);
    expect((await desk.decider.get('/authority/applications?state=accepted')).text).toContain('20 个工作日');

    const approved = await desk.decider.post(
      ofAuthority(id),
      stepForm('approve', 3, { opinion: '符合条件', sure: 'yes' }),
    );
    expect(approved.status).toBe(303);
    const licenceNo = await desk.value<string>(
      'SELECT licence_no AS value FROM register_entry WHERE physician_id = $1',
      physician.id,
    );
    expect(licenceNo).toMatch(/^354430102\d{6}$/);
    expect((await desk.decider.get(approved.location)).text).toContain(licenceNo);
    const told = await desk.value<string[]>(
      'SELECT array_agg(title ORDER BY at, title) AS value FROM notice WHERE application_id = $1 AND institution_id IS NOT NULL',
      id,
    );
    expect(told).toContain('准予注册');
    const readers = await desk.value<string[]>(
      'SELECT array_agg(DISTINCT organisation ORDER BY organisation) AS value FROM read_log WHERE physician_id = $1',
      physician.id,
    );
    expect(readers).toHaveLength(2);

    const found = await desk.decider.get(`/authority/register?licenceNo=${licenceNo}`);
    expect(found.text).toContain('孙思敏');
    const entryId = await desk.value<string>('SELECT id AS value FROM register_entry WHERE licence_no = $1', licenceNo);
    const entry = await desk.decider.get(`/authority/register/${entryId}`);
    expect(entry.text).toContain('准予注册');
    expect(entry.text).not.toContain(physician.idNumber);
    expect((await desk.clerk.get('/institution/physicians')).text).toContain(licenceNo);
  });

  test('没有勾选确认时,四项都指出来,填写的意见还在', async () => {
    const { id } = await submitted(desk);
    const answer = await desk.clerk.post(ofInstitution(id), stepForm('passAtInstitution', 1, { opinion: '同意聘用' }));
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('请改正下面 4 处');
    expect(answer.text).toContain('同意聘用');
    expect(await stateOf(id)).toBe('atInstitution');
  });

  test('不同意须写理由并确认:两处同时指出', async () => {
    const { id } = await submitted(desk);
    const answer = await desk.clerk.post(ofInstitution(id), stepForm('declineAtInstitution', 1));
    expect(answer.text).toContain('请改正下面 2 处');
    const declined = await desk.clerk.post(
      ofInstitution(id),
      stepForm('declineAtInstitution', 1, { reasons: '没有聘用意向', sure: 'yes' }),
    );
    expect(declined.status).toBe(303);
    expect(await stateOf(id)).toBe('closedByInstitution');
    expect((await desk.clerk.get('/institution/applications?state=over')).text).toContain('机构不同意');
    expect((await desk.decider.get(ofAuthority(id))).status).toBe(404);
  });

  test('退回、修改、再提交:审核人先看到改了什么', async () => {
    const { id, person } = await submitted(desk);
    await desk.clerk.post(ofInstitution(id), stepForm('returnToApplicant', 1, { reasons: '电话写错了' }));
    expect(await stateOf(id)).toBe('returned');
    const photoId = await desk.value<string>('SELECT photo_id AS value FROM application WHERE id = $1', id);
    const institutionId = desk.county.institution.id;
    await typeDraft(desk.db.database, id, { answers: { phone: '13911112222' }, institutionId, photoId });
    must(await submit(desk.services, person, { applicationId: id, version: 2, key: randomUUID(), location: '/' }));
    const file = await desk.clerk.get(ofInstitution(id));
    expect(file.text).toContain('与上次提交相比的变化');
    expect(file.text).toContain('原:139****0000');
    expect(file.text).toContain('现:139****2222');
  });

  test('跨省:先由省中医药主管部门同意,再受理', async () => {
    await insertZhejiang(desk.services.database);
    const { id } = await submitted(desk, { provinceCode: '330000', name: '钱跨省' });
    await pass(id);
    expect(await stateOf(id)).toBe('atConsent');
    const { text: waiting } = await desk.decider.get(ofAuthority(id));
    expect(waiting).toContain('逾期不视为同意');
    expect(waiting).not.toContain('受理期限</');
    expect(waiting).not.toContain('逾期不告知的');
    const early = await desk.decider.post(ofAuthority(id), stepForm('accept', 2));
    expect(early.status).toBe(422);
    expect(early.text).toContain('待跨省同意');

    const officer = await desk.as(
      await insertAuthorityStaff(desk.services.database, desk.county.tree.province, 'officer'),
    );
    const seen = (await officer.get(ofAuthority(id))).text;
    expect(seen).toContain('您的岗位不能同意。');
    expect(seen).toContain('您的岗位不能作出“不同意跨省执业”的决定。');
    const province = await desk.as(
      await insertAuthorityStaff(desk.services.database, desk.county.tree.province, 'decider'),
    );
    const consents = (await province.get('/authority/consents')).text;
    expect(consents).toContain('钱跨省');
    // Only what is worked off is counted, not what only grows.
    expect([...consents.matchAll(/data-count="(\w+)"/g)].map(([, queue]) => queue)).toEqual(['atConsent']);
    const given = await province.post(ofAuthority(id), stepForm('giveConsent', 2));
    expect(given.status).toBe(303);
    expect((await province.get(given.location)).text).toContain('已办理:跨省执业:同意');
    expect((await desk.decider.post(ofAuthority(id), stepForm('accept', 3))).status).toBe(303);
  });

  test('不予须选法定情形、写理由、确认:三处同时指出', async () => {
    const { id } = await submitted(desk);
    await pass(id);
    await desk.decider.post(ofAuthority(id), stepForm('accept', 2));
    const answer = await desk.decider.post(ofAuthority(id), stepForm('refuse', 3));
    expect(answer.text).toContain('请改正下面 3 处');
    const refused = await desk.decider.post(
      ofAuthority(id),
      stepForm('refuse', 3, { ground: 'sentence', reasons: '刑罚执行完毕未满二年', sure: 'yes' }),
    );
    expect(refused.status).toBe(303);
    expect((await desk.decider.get('/authority/applications?state=over')).text).toContain('不予批准');
  });

  test('机构找不到的报告可以答复,申请人收到通知', async () => {
    const { person } = await submitted(desk);
    const id = await desk.value<string>(
      `INSERT INTO missing_institution (account_id, authority_id, region_code, name, words, state, created_at)
       VALUES ($1, $2, '430102', '新开中医诊所', '上周刚备案', 'open', now()) RETURNING id AS value`,
      person.accountId,
      desk.county.tree.county.id,
    );
    expect((await desk.decider.get('/authority/missing-institutions')).text).toContain('新开中医诊所');
    const empty = await desk.decider.post('/authority/missing-institutions', { id });
    expect(empty.status).toBe(422);
    const done = await desk.decider.post('/authority/missing-institutions', {
      id,
      [`answer-${id}`]: '已导入,请重新查找',
    });
    expect(done.status).toBe(303);
    expect(
      await desk.value(
        'SELECT count(*)::int AS value FROM notice WHERE account_id = $1 AND title = $2',
        person.accountId,
        '关于您报告的机构',
      ),
    ).toBe(1);
    const second = await desk.decider.post('/authority/missing-institutions', { id, [`answer-${id}`]: '又一次' });
    expect(second.status).toBe(409);
  });

  test('每一页都能打开:工作台、队列、消息、日历', async () => {
    const administrator = await desk.as(
      await insertInstitutionStaff(desk.services.database, desk.county.institution, 'administrator'),
    );
    for (const path of [
      '/institution',
      '/institution/applications?state=underWay',
      '/institution/applications?state=returned',
      '/institution/notices',
      '/institution/counts',
    ]) {
      expect([path, (await administrator.get(path)).status]).toEqual([path, 200]);
    }
    for (const path of [
      '/authority',
      '/authority/applications?state=supplement',
      '/authority/applications?q=孙',
      '/authority/applications?after=nonsense',
      '/authority/consents',
      '/authority/register?name=孙思敏',
      '/authority/calendar',
      '/authority/notices',
      '/authority/counts',
    ]) {
      expect([path, (await desk.decider.get(path)).status]).toEqual([path, 200]);
    }
  });
});

/** Another day is another sign-in: a session lasts one working day. */
async function signInOn(day: string): Promise<Visitor> {
  desk.setNow(`${day}T09:00:00+08:00`);
  return desk.as(desk.county.deciders[0]);
}

describe('时限', () => {
  test('补正期间时限暂停,逐日计算对得上', async () => {
    const { id, person } = await submitted(desk);
    await pass(id);
    await desk.decider.post(ofAuthority(id), stepForm('accept', 2));
    const onFriday = await signInOn('2026-03-06');
    const asked = await onFriday.post(ofAuthority(id), stepForm('askForSupplement', 3, { items: '补充聘用证明' }));
    expect(asked.status).toBe(303);
    expect((await onFriday.get(ofAuthority(id))).text).toContain('起暂停计时');
    desk.setNow('2026-03-13T09:00:00+08:00');
    must(
      await answerSupplement(
        desk.services,
        person,
        { applicationId: id, version: 4, key: randomUUID(), location: '/' },
        '已补充',
      ),
    );
    const later = await signInOn('2026-03-17');
    const file = await later.get(ofAuthority(id));
    // 3–6 March counted four days, 7–13 stood still, 16 and 17 March counted again.
    expect(file.text).toMatch(/剩余 <b>14<\/b> 个工作日/);
    expect(file.text).toContain('补正期间');
    const due = await desk.value<string>('SELECT due_on::text AS value FROM application WHERE id = $1', id);
    // Fourteen working days after 17 March, 6 April being 清明节.
    expect(due).toBe('2026-04-07');

    const again = await later.post(ofAuthority(id), stepForm('askForSupplement', 5, { items: '再补一份' }));
    expect(again.status).toBe(422);
    expect(again.text).toContain('再次要求补正须写明理由');
    const officer = await desk.as(
      await insertAuthorityStaff(desk.services.database, desk.county.tree.county, 'officer'),
    );
    const sent = stepForm('askForSupplement', 5, { items: '再补一份', secondReason: '漏看一项' });
    const byOfficer = await officer.post(ofAuthority(id), sent);
    expect([byOfficer.status, byOfficer.text.includes('再次要求补正由审批人办理')]).toEqual([422, true]);
    const counted = async () => /今年再次补正<\/dt><dd[^>]*>(\d+)/.exec((await later.get('/authority')).text)?.[1];
    expect(await counted()).toBe('0');
    expect((await later.post(ofAuthority(id), sent)).status).toBe(303);
    expect(await counted()).toBe('1');
  });
});
