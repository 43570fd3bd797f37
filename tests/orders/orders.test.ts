import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyLedger } from '../../src/actions/maintenance/verifyLedger.ts';
import { decideOrder } from '../../src/actions/orders/decideOrder.ts';
import { executeDueOrders } from '../../src/actions/orders/executeDueOrders.ts';
import { runTimeRound } from '../../src/actions/time/runTimeRound.ts';
import type { AuthorityActor } from '../../src/domain/access/actor.ts';
import type { OrderKind } from '../../src/domain/register/orderKinds.ts';
import { type Desk, openDesk, type Visitor } from '../desk/desk.ts';
import { makeEntry } from '../factories/entry.ts';
import { must } from '../factories/life.ts';
import { makeOrder } from '../factories/order.ts';
import { insertAuthorityStaff } from '../factories/people.ts';
import { writtenMessages } from '../setup/sealedValues.ts';

let desk: Desk;
let first: AuthorityActor;
let second: AuthorityActor;
let secondDesk: Visitor;
beforeAll(async () => {
  desk = await openDesk();
  [first, second] = desk.county.deciders;
  secondDesk = await desk.as(second);
});
afterAll(() => desk.close());

const decision = (outcome: 'confirm' | 'reject', words = '') => ({
  ...{ outcome, words, version: 1, key: randomUUID(), location: '/', refusals: [] },
});
const entryOf = (id: string) =>
  desk.value<Record<string, unknown>>('SELECT row_to_json(e) AS value FROM register_entry e WHERE id = $1', id);
const consistent = async () => expect((await verifyLedger(desk.services)).bad).toBeNull();

describe('提出与确认', () => {
  test('页面上提出,第二人确认,当天生效:登记、台账、通知在一起', async () => {
    const { person, entryId } = await makeEntry(desk.services, desk.county);
    const sent = await desk.decider.post(`/authority/register/${entryId}/orders`, {
      kind: 'suspend',
      'documentNo-suspend': '芙卫医罚〔2026〕7号',
      'article-suspend': 'duties',
      'reason-suspend': '未取得知情同意',
      'effectiveOn-suspend': '2026-03-02',
      'until-suspend': '2026-09-01',
    });
    expect(sent.status).toBe(303);
    const id = /orders\/([0-9a-f-]+)/.exec(sent.location)?.[1] ?? '';
    expect(await entryOf(entryId)).toMatchObject({ status: 'practising' });
    const own = await desk.decider.get(`/authority/orders/${id}`);
    expect(own.text).toContain('提出人不能确认自己提出的处理决定');
    const shown = await secondDesk.get(`/authority/orders/${id}`);
    expect(shown.text).toContain('2026年3月2日至2026年9月1日暂停执业');
    expect((await secondDesk.post(`/authority/orders/${id}`, { outcome: 'confirm', _version: '1' })).status).toBe(422);
    const fields = { outcome: 'confirm', sure: 'yes', _version: '1', _key: randomUUID() };
    expect((await secondDesk.post(`/authority/orders/${id}`, fields)).status).toBe(303);
    expect((await secondDesk.post(`/authority/orders/${id}`, fields)).status).toBe(303);
    expect((await secondDesk.post(`/authority/orders/${id}`, { ...fields, _key: randomUUID() })).status).toBe(409);

    expect(await entryOf(entryId)).toMatchObject({ status: 'suspended', suspended_until: '2026-09-01', version: 2 });
    expect(
      await desk.value(
        `SELECT json_agg(json_build_array(action, actor_name, article, version) ORDER BY seq) AS value FROM ledger WHERE subject_id = $1`,
        id,
      ),
    ).toEqual([
      ['orderProposed', '李审批', '《医师法》第五十五条', 1],
      ['orderExecuted', '周审批', '《医师法》第五十五条', 2],
    ]);
    expect(
      await desk.value(
        `SELECT body AS value FROM notice WHERE account_id = $1 AND title = '暂停执业'`,
        person.accountId,
      ),
    ).toContain('芙卫医罚〔2026〕7号');
    const told = await writtenMessages(desk.db.database);
    expect(told.filter(({ channel, text }) => channel === 'sms' && text.includes('芙卫医罚〔2026〕7号'))).toHaveLength(
      1,
    );
    const page = await desk.decider.get(`/authority/register/${entryId}`);
    expect(page.text).toContain('芙卫医罚〔2026〕7号');
    expect(page.text).toContain('依据:《医师法》第五十五条');
    await consistent();
  });

  test('填错的逐项指出,填过的还在', async () => {
    const { entryId } = await makeEntry(desk.services, desk.county);
    const sent = await desk.decider.post(`/authority/register/${entryId}/orders`, {
      kind: 'revoke',
      'reason-revoke': '情节严重',
      'effectiveOn-revoke': '2026-03-01',
    });
    expect(sent.status).toBe(422);
    for (const words of ['请填写文号', '请选择法律依据', '生效日期不能早于今天', '情节严重'])
      expect(sent.text).toContain(words);
    expect(sent.text).toContain('href="#documentNo-revoke"');
  });

  test('同一类只能有一件等待中;不予确认后登记不变,可以再提', async () => {
    const { entryId } = await makeEntry(desk.services, desk.county);
    const { id } = await makeOrder(desk.services, first, entryId);
    await expect(makeOrder(desk.services, first, entryId)).rejects.toThrow('order.alreadyOpen');
    expect(await decideOrder(desk.services, second, id, decision('reject'))).toMatchObject({ kind: 'refused' });
    must(await decideOrder(desk.services, second, id, decision('reject', '文书有误')));
    expect(await entryOf(entryId)).toMatchObject({ status: 'practising', version: 1 });
    await makeOrder(desk.services, first, entryId);
  });

  test('两人同时确认与不予确认:只有一个办成', async () => {
    const { entryId } = await makeEntry(desk.services, desk.county);
    const { id } = await makeOrder(desk.services, first, entryId, { kind: 'revoke' });
    const third = await insertAuthorityStaff(desk.services.database, desk.county.tree.county, 'decider');
    const both = await Promise.all([
      decideOrder(desk.services, second, id, decision('confirm')),
      decideOrder(desk.services, third, id, decision('reject', '文书有误')),
    ]);
    expect(both.map(({ kind }) => kind).toSorted()).toEqual(['conflict', 'done']);
    await consistent();
  });
});

describe('谁可以', () => {
  test('上级只看;经办人不能确认;不能处理本人', async () => {
    const { entryId, physician } = await makeEntry(desk.services, desk.county);
    const { database } = desk.services;
    const above = await insertAuthorityStaff(database, desk.county.tree.city, 'decider');
    await expect(makeOrder(desk.services, above, entryId)).rejects.toThrow('order.notYours');
    const self = await insertAuthorityStaff(database, desk.county.tree.county, 'decider', {
      idNumber: physician.idNumber,
    });
    await expect(makeOrder(desk.services, self, entryId)).rejects.toThrow('order.aboutYourself');
    const { id } = await makeOrder(desk.services, first, entryId);
    const officer = await insertAuthorityStaff(database, desk.county.tree.county, 'officer');
    for (const [actor, code] of [
      [above, 'order.notYours'],
      [officer, 'step.moreRight'],
      [self, 'order.aboutYourself'],
      [first, 'order.secondOfficer'],
    ] as const) {
      const answer = await decideOrder(desk.services, actor, id, decision('confirm'));
      expect(answer).toMatchObject({ kind: 'refused', refusals: [{ code }] });
    }
    expect((await (await desk.as(above)).get(`/authority/orders/${id}`)).status).toBe(200);
  });
});

describe('效力', () => {
  const ends: readonly [OrderKind, string, string | null][] = [
    ['revoke', 'revoked', '2028-03-03'],
    ['annul', 'annulled', '2029-03-03'],
    ['deregister', 'deregistered', '2029-05-02'],
  ];
  test.each(ends)('%s:注册终止为 %s,不予注册至 %s', async (kind, status, until) => {
    const { entryId, physician } = await makeEntry(desk.services, desk.county);
    const { id } = await makeOrder(desk.services, first, entryId, { kind });
    must(await decideOrder(desk.services, second, id, decision('confirm')));
    expect(await entryOf(entryId)).toMatchObject({ status, ended_on: '2026-03-02' });
    expect(
      await desk.value(
        'SELECT until::text AS value FROM bar WHERE physician_id = $1 AND order_id = $2',
        physician.id,
        id,
      ),
    ).toBe(until);
    await consistent();
  });

  test('提前恢复:当天恢复有效,履历写明,期满的钟不再管它', async () => {
    const { entryId, person } = await makeEntry(desk.services, desk.county);
    const suspend = await makeOrder(desk.services, first, entryId);
    must(await decideOrder(desk.services, second, suspend.id, decision('confirm')));
    const page = await desk.decider.get(`/authority/register/${entryId}`);
    expect(page.text).toContain('提出提前恢复执业');
    const sent = await desk.decider.post(`/authority/register/${entryId}/orders`, {
      kind: 'resume',
      'documentNo-resume': '芙卫医复〔2026〕2号',
      'article-resume': 'reconsidered',
      'reason-resume': '行政复议决定撤销原处罚',
      'effectiveOn-resume': '2026-03-02',
    });
    const id = /orders\/([0-9a-f-]+)/.exec(sent.location)?.[1] ?? '';
    expect((await secondDesk.get(`/authority/orders/${id}`)).text).toContain('起执业信息恢复有效,电子证照恢复');
    must(await decideOrder(desk.services, second, id, decision('confirm')));
    expect(await entryOf(entryId)).toMatchObject({ status: 'practising', suspended_until: null, version: 3 });
    expect(
      await desk.value(
        `SELECT body AS value FROM notice WHERE account_id = $1 AND title = '提前恢复执业'`,
        person.accountId,
      ),
    ).toContain('《行政复议法》第六十四条');
    const history = await desk.decider.get(`/authority/register/${entryId}`);
    expect(history.text).toContain('提前恢复执业');
    expect(history.text).not.toContain('暂停执业期满,恢复有效');
    await consistent();
    desk.setNow('2026-09-02T09:00:00+08:00');
    await runTimeRound(desk.services, new AbortController().signal);
    expect(await entryOf(entryId)).toMatchObject({ status: 'practising', version: 3 });
    desk.setNow('2026-03-02T09:00:00+08:00');
  });

  test('更正:只改执业范围', async () => {
    const { entryId } = await makeEntry(desk.services, desk.county);
    const { id } = await makeOrder(desk.services, first, entryId, { kind: 'correct' });
    must(await decideOrder(desk.services, second, id, decision('confirm')));
    expect(await entryOf(entryId)).toMatchObject({
      techniques: '针刺、艾灸',
      conditions: '腰痛病',
      status: 'practising',
    });
    await consistent();
  });
});

describe('以后生效', () => {
  test('到日由系统执行一次,两处同时执行也只一次,台账写法定期限届满', async () => {
    const { entryId } = await makeEntry(desk.services, desk.county);
    const { id } = await makeOrder(desk.services, first, entryId, { effectiveOn: '2026-03-10' });
    must(await decideOrder(desk.services, second, id, decision('confirm')));
    expect(await executeDueOrders(desk.services)).toBe(0);
    expect(await entryOf(entryId)).toMatchObject({ status: 'practising' });
    desk.setNow('2026-03-10T00:05:00+08:00');
    const counts = await Promise.all([executeDueOrders(desk.services), executeDueOrders(desk.services)]);
    expect(counts.toSorted()).toEqual([0, 1]);
    expect(await executeDueOrders(desk.services)).toBe(0);
    expect(await entryOf(entryId)).toMatchObject({ status: 'suspended', suspended_until: '2026-09-09' });
    expect(await desk.value(`SELECT actor_name AS value FROM ledger WHERE subject_id = $1 AND version = 3`, id)).toBe(
      '法定期限届满',
    );
    await consistent();
    desk.setNow('2026-03-02T09:00:00+08:00');
  });

  test('到日时注册已终止:不执行,告诉机关', async () => {
    const { entryId } = await makeEntry(desk.services, desk.county);
    const later = await makeOrder(desk.services, first, entryId, { effectiveOn: '2026-03-12' });
    must(await decideOrder(desk.services, second, later.id, decision('confirm')));
    const now = await makeOrder(desk.services, first, entryId, { kind: 'revoke' });
    must(await decideOrder(desk.services, second, now.id, decision('confirm')));
    desk.setNow('2026-03-12T00:05:00+08:00');
    expect(await executeDueOrders(desk.services)).toBe(1);
    expect(await desk.value('SELECT state AS value FROM register_order WHERE id = $1', later.id)).toBe('void');
    expect(await entryOf(entryId)).toMatchObject({ status: 'revoked' });
    await consistent();
    desk.setNow('2026-03-02T09:00:00+08:00');
  });

  test('过了生效日期才确认:请改期重提', async () => {
    const { entryId } = await makeEntry(desk.services, desk.county);
    const { id } = await makeOrder(desk.services, first, entryId);
    desk.setNow('2026-03-03T09:00:00+08:00');
    const answer = await decideOrder(desk.services, second, id, decision('confirm'));
    expect(answer).toMatchObject({ kind: 'refused', refusals: [{ code: 'order.dayPassed' }] });
    desk.setNow('2026-03-02T09:00:00+08:00');
  });
});

describe('核对', () => {
  test('决定的台账被抽走、备案被改:都能发现', async () => {
    const { entryId } = await makeEntry(desk.services, desk.county);
    const { id } = await makeOrder(desk.services, first, entryId);
    must(await decideOrder(desk.services, second, id, decision('confirm')));
    await desk.services.database.pool.query(`UPDATE register_order SET state = 'confirmed' WHERE id = $1`, [id]);
    expect((await verifyLedger(desk.services)).bad).toMatchObject({ table: 'register_order', id });
    await desk.services.database.pool.query(`UPDATE register_order SET state = 'executed' WHERE id = $1`, [id]);
    await consistent();
    const { county } = desk;
    const site = randomUUID();
    await desk.services.database.pool.query(
      `INSERT INTO register_site (id, entry_id, institution_id, authority_id, starts_on, ends_on) VALUES ($1, $2, $3, $4, '2026-03-02', '2026-04-02')`,
      [site, entryId, county.institution.id, county.tree.county.id],
    );
    expect((await verifyLedger(desk.services)).bad).toMatchObject({ table: 'register_entry', id: entryId });
    await desk.services.database.pool.query('DELETE FROM register_site WHERE id = $1', [site]);
    await consistent();
  });
});
