import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { insertAuthorityStaff } from '../factories/people.ts';
import { allConfirmed, stepForm } from '../factories/stepForm.ts';
import { type Desk, ofAuthority, ofInstitution, openDesk, submitted, type Visitor } from './desk.ts';

let desk: Desk;
let administrator: Visitor;
beforeAll(async () => {
  desk = await openDesk();
  desk.setNow('2026-12-21T09:00:00+08:00');
  administrator = await desk.as(
    await insertAuthorityStaff(desk.services.database, desk.county.tree.county, 'administrator'),
  );
});
afterAll(() => desk.close());

const year2027 = (days: object) => JSON.stringify({ year: 2027, source: '关于2027年部分节假日安排的通知', days });

describe('工作日历', () => {
  test('没有载入的年度是暂定;经办人不能载入', async () => {
    const officer = await desk.as(
      await insertAuthorityStaff(desk.services.database, desk.county.tree.county, 'officer'),
    );
    const page = await officer.get('/authority/calendar');
    expect(page.text).toContain('2027年:暂定');
    expect(page.text).toContain('您的岗位不能载入工作日历。');
    expect((await officer.post('/authority/calendar', { text: year2027({}) })).status).toBe(403);
  });

  test('内容有误时说明错在哪里,粘贴的内容还在', async () => {
    expect((await administrator.post('/authority/calendar', { text: '' })).text).toContain('请选择日历文件或粘贴内容');
    expect((await administrator.post('/authority/calendar', { text: '{year' })).text).toContain('不是 JSON 格式');
    const stray = await administrator.post('/authority/calendar', {
      text: year2027({ '2026-01-01': { working: false, name: '元旦' } }),
    });
    expect(stray.status).toBe(422);
    expect(stray.text).toContain('这些日期不属于2027年');
    expect(stray.text).toContain('关于2027年部分节假日安排的通知');
  });

  test('先预览每一天,确认后载入,跨年的期限重新计算', async () => {
    const { id } = await submitted(desk);
    const clerk = await desk.as(desk.county.clerk);
    await clerk.post(ofInstitution(id), stepForm('passAtInstitution', 1, allConfirmed));
    const decider = await desk.as(desk.county.deciders[0]);
    await decider.post(ofAuthority(id), stepForm('accept', 2));
    const due = () => desk.value<string>('SELECT due_on::text AS value FROM application WHERE id = $1', id);
    expect(await due()).toBe('2027-01-18');
    expect((await decider.get(ofAuthority(id))).text).toContain('暂定');

    const text = year2027({ '2027-01-01': { working: false, name: '元旦' } });
    const preview = await administrator.post('/authority/calendar', { text });
    expect(preview.status).toBe(200);
    expect(preview.text).toContain('2027-01-01');
    expect(await due()).toBe('2027-01-18');
    const loaded = await administrator.post('/authority/calendar', { text, confirmed: '2027' });
    expect(loaded.status).toBe(303);
    expect(await due()).toBe('2027-01-19');
    expect((await administrator.get(loaded.location)).text).toContain('已载入2027年的工作日历');
  });
});
