import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerSupplement } from '../../src/actions/application/answerSupplement.ts';
import { listOwnApplications } from '../../src/actions/application/listOwnApplications.ts';
import { withdraw } from '../../src/actions/application/withdraw.ts';
import { verifyLedger } from '../../src/actions/maintenance/verifyLedger.ts';
import { decideOrder } from '../../src/actions/orders/decideOrder.ts';
import { noteDuty } from '../../src/actions/reporting/noteDuty.ts';
import { remindReportDuties } from '../../src/actions/reporting/remindReportDuties.ts';
import { reportByInstitution, type TypedReport } from '../../src/actions/reporting/reportByInstitution.ts';
import { type Desk, ofAuthority, openDesk } from '../desk/desk.ts';
import { codesOf, draftAbout, send } from '../factories/draft.ts';
import { makeEntry } from '../factories/entry.ts';
import { happen } from '../factories/happening.ts';
import { must } from '../factories/life.ts';
import { makeOrder } from '../factories/order.ts';
import { insertInstitution, insertInstitutionStaff } from '../factories/people.ts';
import { stepForm } from '../factories/stepForm.ts';
import { signIn } from '../person/personApp.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const fresh = () => makeEntry(desk.services, desk.county);
const page = (entryId: string) => `/institution/physicians/${entryId}`;
const leaver = (entryId: string, given: Partial<TypedReport> = {}): TypedReport => ({
  entryId,
  kind: 'inactiveFiling',
  knownOn: '2026-03-01',
  answers: { reason: '退休', remark: '' },
  key: randomUUID(),
  location: (id) => id,
  refusals: [],
  ...given,
});

describe('机构报告', () => {
  test('报告离岗:直接到主管部门,医师知道、看得见、不能撤回', async () => {
    const { entryId, person, physician } = await fresh();
    const list = await desk.clerk.get('/institution/physicians');
    expect(list.text).toContain(page(entryId));
    const shown = await desk.clerk.get(page(entryId));
    for (const words of ['报告离岗(备案)', '报告注销情形', '知悉日期']) expect(shown.text).toContain(words);
    const fields = {
      kind: 'inactiveFiling',
      'knownOn-inactiveFiling': '2026-03-01',
      'reason-inactiveFiling': '退休',
      _key: randomUUID(),
    };
    const sent = await desk.clerk.post(`${page(entryId)}/report`, fields);
    expect(sent.status).toBe(303);
    expect((await desk.clerk.post(`${page(entryId)}/report`, fields)).location).toBe(sent.location);
    const id = /applications\/([0-9a-f-]+)/.exec(sent.location)?.[1] ?? '';
    expect(
      await desk.value(
        `SELECT json_build_array(state, started_by, account_id) AS value FROM application WHERE id = $1`,
        id,
      ),
    ).toEqual(['atAuthority', 'institution', person.accountId]);
    const own = await listOwnApplications(desk.services, person);
    expect(own.map(({ row }) => row.id)).toContain(id);
    const form = { applicationId: id, version: 1, key: randomUUID(), location: '/' };
    expect(await withdraw(desk.services, person, form, '')).toMatchObject({ refusals: [{ code: 'step.notYours' }] });
    const theirs = await (await signIn(desk.app, desk.services, person)).get(`/person/applications/${id}`);
    expect(theirs.body).toContain('报告,不能由您撤回。如有异议,请尽快联系长沙市芙蓉区卫生健康局');
    expect(theirs.body).not.toContain('撤回这件申请');
    expect(theirs.body).not.toContain('机构审核通过');
    expect(
      await desk.value(
        `SELECT count(*) AS value FROM notice WHERE account_id = $1 AND application_id = $2`,
        person.accountId,
        id,
      ),
    ).toBe(1);
    const file = await desk.decider.get(`/authority/applications/${id}`);
    expect(file.status).toBe(200);
    expect(file.text).toContain(physician.name);
    expect(file.text).not.toContain('已超期');
    expect((await verifyLedger(desk.services)).bad).toBeNull();
  });

  test('报告的理由医师改不了:不能要求补正,页面说怎么办;不予受理后机构可以重新报告', async () => {
    const { entryId, person } = await fresh();
    const punished = { kind: 'deregistration', answers: { reason: '受刑事处罚', remark: '' } };
    const id = must(await reportByInstitution(desk.services, desk.county.clerk, leaver(entryId, punished)));
    const says = '报告有误的,不予受理或者作出不予决定,机构可以重新报告';
    expect((await desk.decider.get(ofAuthority(id))).text).toContain(says);
    const asked = await desk.decider.post(ofAuthority(id), stepForm('askForSupplement', 1, { items: '判决书' }));
    expect([asked.status, asked.text.includes(says)]).toEqual([422, true]);
    const form = { applicationId: id, version: 1, key: randomUUID(), location: '/' };
    expect(codesOf(await answerSupplement(desk.services, person, form, ''))).toEqual(['step.notNow']);
    const refused = stepForm('refuseAcceptance', 1, { reasons: '没有附判决书', sure: 'yes' });
    expect((await desk.decider.post(ofAuthority(id), refused)).status).toBe(303);
    must(await reportByInstitution(desk.services, desk.county.clerk, leaver(entryId, punished)));
  });

  test('准予备案以后,到哪天可以取消备案,三端和通知里都看得到', async () => {
    const { entryId, person } = await fresh();
    const id = must(await reportByInstitution(desk.services, desk.county.clerk, leaver(entryId)));
    const path = `/authority/applications/${id}`;
    await desk.decider.post(path, stepForm('accept', 1));
    expect((await desk.decider.post(path, stepForm('approve', 2, { sure: 'yes' }))).status).toBe(303);
    const term = '最晚2028年3月2日(含当日)可以取消备案';
    const own = await desk.as(person);
    for (const [visitor, address] of [
      [own, '/person'],
      [own, '/person/business/reactivation'],
      [desk.clerk, '/institution/physicians'],
      [desk.clerk, page(entryId)],
      [desk.decider, `/authority/register/${entryId}`],
    ] as const)
      expect([address, (await visitor.get(address)).text.includes(term)]).toEqual([address, true]);
    const told = `SELECT string_agg(body, ' ') AS value FROM notice WHERE account_id = $1`;
    expect(await desk.value(told, person.accountId)).toContain(term);
  });

  test('吊销以后首页不再把它当作现在的注册', async () => {
    const { entryId, person } = await fresh();
    const [first, second] = desk.county.deciders;
    const { id } = await makeOrder(desk.services, first, entryId, { kind: 'revoke' });
    const confirm = { outcome: 'confirm' as const, words: '', version: 1, key: randomUUID(), location: id };
    must(await decideOrder(desk.services, second, id, { ...confirm, refusals: [] }));
    const home = (await (await desk.as(person)).get('/person')).text;
    expect(home).toContain('您还没有执业注册');
    expect(home).not.toContain('已吊销');
  });

  test('报告受刑事处罚:准予时填刑罚执行完毕日期,满二年以前不能再注册', async () => {
    const { entryId, person, physician } = await fresh();
    const crime = { kind: 'deregistration', answers: { reason: '受刑事处罚', remark: '' } };
    const id = must(await reportByInstitution(desk.services, desk.county.clerk, leaver(entryId, crime)));
    const path = `/authority/applications/${id}`;
    expect((await desk.decider.post(path, stepForm('accept', 1))).status).toBe(303);
    expect((await desk.decider.get(path)).text).toContain('刑罚执行完毕日期');
    const approve = (barFrom: string) => desk.decider.post(path, stepForm('approve', 2, { sure: 'yes', barFrom }));
    const missing = await approve('');
    expect(missing.status).toBe(422);
    expect(missing.text).toContain('请填写刑罚执行完毕日期');
    expect((await approve('2026年2月28日')).status).toBe(303);
    const told = `SELECT string_agg(body, ' ') AS value FROM notice WHERE account_id = $1`;
    expect(await desk.value(told, person.accountId)).toContain('2028年2月29日之前不能申请注册');
    const bar = `SELECT json_build_array(until, reason, application_id) AS value FROM bar WHERE physician_id = $1`;
    expect(await desk.value(bar, physician.id)).toEqual(['2028-02-29', '受刑事处罚,不满二年', id]);
    expect((await verifyLedger(desk.services)).bad).toBeNull();
  });

  test('没填的逐项指出;知悉日期不能在以后', async () => {
    const { entryId } = await fresh();
    const sent = await desk.clerk.post(`${page(entryId)}/report`, { kind: 'deregistration' });
    expect(sent.status).toBe(422);
    for (const words of ['请选择注销理由', '请填写知悉日期', 'href="#knownOn-deregistration"'])
      expect(sent.text).toContain(words);
    const answer = await reportByInstitution(
      desk.services,
      desk.county.clerk,
      leaver(entryId, { knownOn: '2026-03-09' }),
    );
    expect(codesOf(answer)).toEqual(['knownOn date.future']);
  });

  test('超过三十日:照收,经办人看得到已超期', async () => {
    const { entryId } = await fresh();
    const report = (knownOn: string) =>
      reportByInstitution(desk.services, desk.county.clerk, leaver(entryId, { knownOn }));
    const id = must(await report('2026-01-30'));
    expect((await desk.decider.get(`/authority/applications/${id}`)).text).toContain('实际2026-03-02报告,已超期');
  });

  test('别家机构的医师,没有这个人', async () => {
    const { entryId } = await fresh();
    const { database } = desk.services;
    const clerk = await insertInstitutionStaff(database, await insertInstitution(database, desk.county.tree.county));
    expect(await reportByInstitution(desk.services, clerk, leaver(entryId))).toEqual({ kind: 'notFound' });
    expect((await (await desk.as(clerk)).get(page(entryId))).status).toBe(404);
  });

  test('医师没提交的草稿不挡报告;已提交的同类业务挡', async () => {
    const drafted = await fresh();
    const business = { kind: 'inactiveFiling', answers: { reason: '退休' } };
    const draft = await draftAbout(desk.services, drafted, business);
    await desk.services.database.pool.query('UPDATE application SET subject = entry_id::text WHERE id = $1', [draft]);
    expect(must(await reportByInstitution(desk.services, desk.county.clerk, leaver(drafted.entryId)))).toBe(draft);
    const open = await fresh();
    const { id: institutionId } = desk.county.institution;
    must(await send(desk.services, open, await draftAbout(desk.services, open, { ...business, institutionId })));
    const answer = await reportByInstitution(desk.services, desk.county.clerk, leaver(open.entryId));
    expect(codesOf(answer)).toEqual(['report.alreadyOpen']);
    expect((await verifyLedger(desk.services)).bad).toBeNull();
  });

  test('机构报告与医师提交同时来:只有一件成立', async () => {
    for (let round = 0; round < 12; round += 1) {
      const entry = await fresh();
      const { id: institutionId } = desk.county.institution;
      const draft = await draftAbout(desk.services, entry, {
        kind: 'inactiveFiling',
        institutionId,
        answers: { reason: '退休' },
      });
      await desk.services.database.pool.query('UPDATE application SET subject = entry_id::text WHERE id = $1', [draft]);
      const answers = await Promise.all([
        reportByInstitution(desk.services, desk.county.clerk, leaver(entry.entryId)),
        send(desk.services, entry, draft),
      ]);
      expect(answers.filter(({ kind }) => kind === 'done')).toHaveLength(1);
      expect(
        await desk.value(
          'SELECT count(*) AS value FROM application WHERE entry_id = $1 AND submitted_on IS NOT NULL',
          entry.entryId,
        ),
      ).toBe(1);
    }
    expect((await verifyLedger(desk.services)).bad).toBeNull();
  });
});

describe('三十日', () => {
  const reminders = (institutionId: string) =>
    desk.value(
      `SELECT coalesce(json_agg(title ORDER BY at), '[]') AS value FROM notice WHERE institution_id = $1 AND title IN ('待报告事项即将到期', '报告已超期')`,
      institutionId,
    );

  test('登记知悉日期,页面写明还剩几天;剩十天、三天和超期各提醒一次;报告后不再提醒', async () => {
    const { entryId } = await fresh();
    const { clerk, institution } = desk.county;
    expect((await desk.clerk.post(`${page(entryId)}/duty`, { dutyKnownOn: '' })).status).toBe(422);
    expect((await desk.clerk.post(`${page(entryId)}/duty`, { dutyKnownOn: '2026-03-02' })).status).toBe(303);
    expect((await desk.clerk.get('/institution/physicians')).text).toContain('最晚2026-04-01报告');
    expect((await desk.clerk.get(page(entryId))).text).toContain('还剩30天');
    const twice = await noteDuty(desk.services, clerk, { entryId, knownOn: '2026-03-02', note: '', refusals: [] });
    expect(codesOf(twice)).toEqual(['dutyKnownOn report.alreadyNoted']);

    expect(await remindReportDuties(desk.services)).toBe(0);
    for (const [now, given] of [
      ['2026-03-22T08:00:00+08:00', 1],
      ['2026-03-23T08:00:00+08:00', 0],
      ['2026-03-29T08:00:00+08:00', 1],
      ['2026-04-01T08:00:00+08:00', 0],
      ['2026-04-02T08:00:00+08:00', 1],
      ['2026-05-02T08:00:00+08:00', 0],
    ] as const) {
      desk.setNow(now);
      const counts = await Promise.all([remindReportDuties(desk.services), remindReportDuties(desk.services)]);
      expect(counts[0] + counts[1]).toBe(given);
    }
    expect(await reminders(institution.id)).toEqual(['待报告事项即将到期', '待报告事项即将到期', '报告已超期']);
    must(await reportByInstitution(desk.services, clerk, leaver(entryId, { knownOn: '2026-03-02' })));
    expect((await desk.clerk.get('/institution/physicians')).text).not.toContain('最晚2026-04-01报告');
    desk.setNow('2026-03-02T09:00:00+08:00');
  });

  test('医师变更到别的机构:不再待报告;以后回到本机构,不会一回来就超期,可以另行登记', async () => {
    const { entryId } = await fresh();
    const { database } = desk.services;
    const { clerk, institution, tree } = desk.county;
    const other = await insertInstitution(database, tree.county);
    const move = (institutionId: string) =>
      happen(database, entryId, {
        ...{ type: 'mainInstitutionChanged', on: '2026-03-02' },
        ...{ institutionId, authorityId: tree.county.id },
      });
    must(await noteDuty(desk.services, clerk, { entryId, knownOn: '2026-01-05', note: '要离岗', refusals: [] }));
    await move(other.id);
    await move(institution.id);
    expect((await desk.clerk.get(page(entryId))).text).not.toContain('要离岗');
    expect(await remindReportDuties(desk.services)).toBe(0);
    must(await noteDuty(desk.services, clerk, { entryId, knownOn: '2026-03-02', note: '这次真的', refusals: [] }));
    expect((await desk.clerk.get(page(entryId))).text).toContain('这次真的');
  });

  test('不需要报告:取消登记', async () => {
    const { entryId } = await fresh();
    await desk.clerk.post(`${page(entryId)}/duty`, { dutyKnownOn: '2026-02-01', dutyNote: '可能退休' });
    expect((await desk.clerk.get(page(entryId))).text).toContain('可能退休');
    expect((await desk.clerk.post(`${page(entryId)}/duty`, { drop: 'yes' })).status).toBe(303);
    expect((await desk.clerk.get(page(entryId))).text).not.toContain('可能退休');
    expect(await remindReportDuties(desk.services)).toBe(0);
  });
});
