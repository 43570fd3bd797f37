import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderFileForm } from '../../src/actions/desk/renderFileForm.ts';
import { openStatutoryCases } from '../../src/actions/time/openStatutoryCases.ts';
import { runTimeRound } from '../../src/actions/time/runTimeRound.ts';
import { readPdf } from '../../src/outside/documents/readPdf.ts';
import { type Desk, ofAuthority, openDesk, type Visitor } from '../desk/desk.ts';
import { atInstitution, makePlace } from '../factories/due.ts';
import { must } from '../factories/life.ts';
import { insertAuthorityStaff } from '../factories/people.ts';
import { inactive, insertEntry } from '../factories/register.ts';
import { stepForm } from '../factories/stepForm.ts';
import { signIn } from '../person/personApp.ts';

let desk: Desk;
let id: string;
let clerk: Visitor;
let decider: Visitor;
beforeAll(async () => {
  desk = await openDesk();
  id = await atInstitution(await makePlace(desk.services, desk.county), '2026-03-02');
});
afterAll(() => desk.close());

const sent = { reasons: '机构已停业,无人审核', sure: 'yes' };
const queue = '/authority/applications?state=escalated';
const state = () => desk.value<string>('SELECT state AS value FROM application WHERE id = $1', id);

/** The program on a day, after the clock has done its round; staff have signed in anew. */
async function at(day: string): Promise<void> {
  desk.setNow(`${day}T10:00:00+08:00`);
  clerk = await desk.as(desk.county.clerk);
  decider = await desk.as(desk.county.deciders[0]);
  expect((await runTimeRound(desk.services)).failures).toEqual([]);
}

describe('机构超期和主管部门直接办理', () => {
  test('期限内主管部门看不到', async () => {
    await at('2026-03-09');
    expect((await decider.get(ofAuthority(id))).status).toBe(404);
    expect((await decider.get(queue)).text).toContain('没有机构超期未审核的业务');
  });

  test('五个工作日后:机构收到提醒,主管部门在“机构超期”里看到,还不能直接办理', async () => {
    await at('2026-03-10');
    expect((await clerk.get('/institution/notices')).text).toContain('审核已超期');
    expect((await decider.get('/authority/notices')).text).toContain('机构审核超期');
    expect((await decider.get(queue)).text).toContain(ofAuthority(id));
    expect(JSON.parse((await decider.get('/authority/counts')).text)).toMatchObject({ escalated: 1 });
    const file = await decider.get(ofAuthority(id));
    expect(file.status).toBe(200);
    expect(file.text).toContain('2026-03-16之后才能直接办理');
    const early = await decider.post(ofAuthority(id), stepForm('stepIn', 2, sent));
    expect(early.status).toBe(422);
    expect(await state()).toBe('atInstitution');
  });

  test('十个工作日后:要写理由、要确认、只由审批人办', async () => {
    await at('2026-03-17');
    const bare = await decider.post(ofAuthority(id), stepForm('stepIn', 2, { reasons: '' }));
    expect(bare.status).toBe(422);
    expect(bare.text).toContain('请写明直接办理的理由');
    expect(bare.text).toContain('请确认:已核实机构逾期未审核');
    const officer = await desk.as(await insertAuthorityStaff(desk.db.database, desk.county.tree.county, 'officer'));
    expect((await officer.get(ofAuthority(id))).text).toContain('您的岗位不能直接办理');
    expect((await officer.post(ofAuthority(id), stepForm('stepIn', 2, sent))).status).toBe(422);
    expect(await state()).toBe('atInstitution');
  });

  test('直接办理后等待受理,理由告知申请人和机构,台账有记', async () => {
    const answer = await decider.post(ofAuthority(id), stepForm('stepIn', 2, sent));
    expect(answer.status).toBe(303);
    expect(await state()).toBe('atAuthority');
    expect((await decider.get(answer.location)).status).toBe(200);
    expect((await decider.get('/authority/applications?state=atAuthority')).text).toContain(ofAuthority(id));
    expect((await clerk.get('/institution/notices')).text).toContain('机构已停业,无人审核');
    const told =
      "SELECT count(*)::int AS value FROM notice WHERE application_id = $1 AND account_id IS NOT NULL AND body LIKE '%无人审核%'";
    expect(await desk.value(told, id)).toBe(1);
    const booked =
      "SELECT actor_name || ' ' || (article <> '') AS value FROM ledger WHERE subject_id = $1 AND action = 'steppedIn'";
    expect(await desk.value(booked, id)).toBe('李审批 true');
    const accountId = await desk.value<string>('SELECT account_id AS value FROM application WHERE id = $1', id);
    const physicianId = await desk.value<string>('SELECT physician_id AS value FROM application WHERE id = $1', id);
    const applicant = { end: 'person', accountId, physicianId, name: '' } as const;
    const trail = (await (await signIn(desk.app, desk.services, applicant)).get(`/person/applications/${id}`)).body;
    expect(trail).toContain('3月17日 · 长沙市芙蓉区卫生健康局');
    expect(trail).not.toContain('机构审核通过</');
  });

  test('打印的审核表写明机构逾期未审核,不留给机构签章', async () => {
    const { pdf } = must(await renderFileForm(desk.services, desk.county.deciders[0], id));
    const { words } = readPdf(pdf);
    expect(words).toContain('医疗机构意见结果逾期未审核,由主管部门直接办理理由机构已停业,无人审核日期2026-03-17');
    // Only the authority is to sign and seal.
    expect(words.split('经办人')).toHaveLength(2);
  });
});

describe('法定注销', () => {
  test('没有时说明,有时列出并通到注册信息', async () => {
    expect((await decider.get('/authority/cases')).text).toContain('没有待办理的法定注销');
    const { entry } = await insertEntry(desk.services.database, desk.county, { later: [inactive('2024-03-16')] });
    await openStatutoryCases(desk.services);
    const page = await decider.get('/authority/cases');
    expect(page.text).toContain(`href="/authority/register/${entry.id}"`);
    for (const words of [entry.licenceNo, '2024-03-16', 'FD-2026-000001', '《医师法》第十七条'])
      expect(page.text).toContain(words);
    expect((await decider.get('/authority/notices')).text).toContain('备案满两年,依法办理注销');
  });

  test('另行终止的,下一遍处理时了结', async () => {
    await desk.db.database.pool.query("UPDATE register_entry SET status = 'practising' WHERE status = 'inactive'");
    await at('2026-03-18');
    expect(await desk.value('SELECT state AS value FROM statutory_case')).toBe('closed');
    expect((await decider.get('/authority/cases')).text).toContain('没有待办理的法定注销');
  });
});
