import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { approveJoining } from '../../src/actions/joining/approveJoining.ts';
import { refuseJoining } from '../../src/actions/joining/refuseJoining.ts';
import { sweep } from '../../src/actions/maintenance/sweep.ts';
import type { Outcome } from '../../src/actions/outcome.ts';
import type { AuthorityActor } from '../../src/domain/access/actor.ts';
import { expectRefused, openVisitor, readAloud } from '../accounts/visitor.ts';
import { insertJoiningRequest } from '../factories/joining.ts';
import {
  type AuthorityTree,
  insertAuthorityStaff,
  insertHunan,
  insertInstitution,
  insertInstitutionStaff,
  insertZhejiang,
  newPhone,
} from '../factories/people.ts';
import { lastCode, messagesTo } from '../setup/sealedValues.ts';
import { openProvenSession } from '../setup/staffSession.ts';
import { openTestApp, type TestApp } from '../setup/testApp.ts';

let site: TestApp;
let hunan: AuthorityTree;
let zhejiang: AuthorityTree;
let decider: AuthorityActor;
let officer: AuthorityActor;
beforeAll(async () => {
  site = await openTestApp();
  hunan = await insertHunan(site.db.database);
  zhejiang = await insertZhejiang(site.db.database);
  decider = await insertAuthorityStaff(site.db.database, hunan.county, 'decider', { name: '李审批' });
  officer = await insertAuthorityStaff(site.db.database, hunan.county, 'officer', { name: '李经办' });
});
beforeEach(() => site.setNow(start));
afterAll(() => site.close());

const start = '2026-03-02T09:00:00+08:00';
const later = (minutes: number) => site.setNow(Temporal.Instant.from(start).add({ minutes }).toString());

async function value<T>(sql: string, ...params: readonly unknown[]): Promise<T | undefined> {
  return (await site.db.database.pool.query<{ value: T }>(sql, [...params])).rows[0]?.value;
}

const codesOf = (outcome: Outcome<string>) =>
  outcome.kind === 'refused' ? outcome.refusals.map(({ code }) => code) : [outcome.kind];

describe('查询办理情况', () => {
  test('answers alike whether receipt and phone belong together or not, and only the right ones are sent a code', async () => {
    const request = await insertJoiningRequest(site.services, hunan.county);
    const other = newPhone();
    for (const typedNow of [
      { receipt: request.receipt, phone: other },
      { receipt: 'RZ-2026-AAAAAAAA', phone: request.phone },
    ]) {
      const visitor = openVisitor(site.app);
      await visitor.get('/institution/join/progress');
      const sent = await visitor.post('/institution/join/progress/code', typedNow);
      expect(sent.headers.location).toBe('/institution/join/progress?said=followSent');
    }
    expect(await messagesTo(site.db.database, other)).toEqual([]);
    expect(await messagesTo(site.db.database, request.phone)).toEqual([]);
  });

  test('the code opens the request for half an hour, in one browser', async () => {
    const request = await insertJoiningRequest(site.services, hunan.county, { name: '济世堂' });
    const visitor = openVisitor(site.app);
    await visitor.get('/institution/join/progress');
    await visitor.post('/institution/join/progress/code', { receipt: request.receipt, phone: request.phone });
    expectRefused(await visitor.post('/institution/join/progress', { code: '' }), ['请填写验证码']);
    const code = await lastCode(site.db.database, request.phone);
    const elsewhere = openVisitor(site.app);
    await elsewhere.get('/institution/join/progress');
    expectRefused(await elsewhere.post('/institution/join/progress', { code }), ['验证码已过期']);
    await visitor.post('/institution/join/progress', { code });
    expect(readAloud(await visitor.get('/institution/join/progress'))).toContain('济世堂');
    later(31);
    expect(readAloud(await visitor.get('/institution/join/progress'))).not.toContain('济世堂');
  });
});

describe('the decision', () => {
  test('is of the one authority, of one officer, and by 审批人', async () => {
    const { id } = await insertJoiningRequest(site.services, hunan.county);
    const above = await insertAuthorityStaff(site.db.database, hunan.city, 'decider');
    const far = await insertAuthorityStaff(site.db.database, zhejiang.county, 'decider');
    const head = await insertAuthorityStaff(site.db.database, hunan.county, 'administrator');
    const approve = (actor: AuthorityActor) => approveJoining(site.services, actor, id).then(codesOf);
    expect(await approve(above)).toEqual(['step.notYours']);
    expect(await approve(far)).toEqual(['notFound']);
    for (const actor of [officer, head]) expect(await approve(actor)).toEqual(['step.moreRight']);
    const answers = await Promise.all([
      ...Array.from({ length: 10 }, () => approve(decider)),
      ...Array.from({ length: 10 }, () => refuseJoining(site.services, decider, id, '不属于本区').then(codesOf)),
    ]);
    expect(answers.flat().sort()).toEqual([...Array.from({ length: 19 }, () => 'conflict'), 'done']);
    const rows = 'SELECT count(*) AS value FROM ledger WHERE subject_id = $1';
    expect(await value(rows, id)).toBe(1);
  });

  test('wants a fresh proof, and asking for more does not', async () => {
    const { id } = await insertJoiningRequest(site.services, hunan.county);
    const desk = openVisitor(site.app);
    desk.cookies.set('xinglin-authority', await openProvenSession(site.services, decider));
    const page = `/authority/institutions/requests/${id}`;
    await desk.get(page);
    await site.db.database.pool.query(`UPDATE session SET proved_at = $2 WHERE account_id = $1`, [
      decider.accountId,
      Temporal.Instant.from(start).subtract({ minutes: 6 }).toString(),
    ]);
    for (const outcome of ['approve', 'refuse']) {
      const asked = await desk.post(page, { outcome, words: '不属于本区' });
      expect(asked.statusCode).toBe(403);
      expect(readAloud(asked)).toContain('请再次确认身份');
      expect(asked.body).toContain('不属于本区');
      await desk.get(page);
    }
    const state = 'SELECT state AS value FROM joining_request WHERE id = $1';
    expect(await value(state, id)).toBe('open');
    expect((await desk.post(page, { outcome: 'ask', words: '请补交许可证' })).statusCode).toBe(303);
    expect(await value(state, id)).toBe('supplement');
  });

  test('names its article in the ledger', async () => {
    const article = 'SELECT article AS value FROM ledger WHERE subject_id = $1';
    const [agreed, refused] = [
      await insertJoiningRequest(site.services, hunan.county),
      await insertJoiningRequest(site.services, hunan.county),
    ];
    await approveJoining(site.services, decider, agreed.id);
    await refuseJoining(site.services, decider, refused.id, '许可证已注销');
    for (const { id } of [agreed, refused])
      expect(await value(article, id)).toBe('《国务院关于在线政务服务的若干规定》第七条');
  });

  test('for the second time kills the link of the first', async () => {
    const first = await insertJoiningRequest(site.services, hunan.county);
    await approveJoining(site.services, decider, first.id);
    const second = await insertJoiningRequest(site.services, hunan.county, { number: first.number });
    await approveJoining(site.services, decider, second.id);
    const opened = async (phone: string) => {
      const link = `/institution/invitation?token=${await lastCode(site.db.database, phone)}`;
      return (await openVisitor(site.app).get(link)).statusCode;
    };
    expect([await opened(first.phone), await opened(second.phone)]).toEqual([404, 200]);
  });

  test('a refusal needs its reason, which the contact reads, and the number may be asked for again', async () => {
    const request = await insertJoiningRequest(site.services, hunan.county);
    expect(codesOf(await refuseJoining(site.services, decider, request.id, ''))).toEqual(['field.required']);
    expect(codesOf(await refuseJoining(site.services, decider, request.id, '许可证已注销'))).toEqual(['done']);
    const [told] = await messagesTo(site.db.database, request.phone);
    expect(told?.text).toContain('未获长沙市芙蓉区卫生健康局同意');
    expect(told?.text).not.toContain('许可证已注销');
    await insertJoiningRequest(site.services, hunan.county, { number: request.number });
  });

  test('an institution that has got staff or another authority meanwhile is not given away', async () => {
    const staffed = await insertInstitution(site.db.database, hunan.county);
    await insertInstitutionStaff(site.db.database, staffed, 'administrator');
    const far = await insertInstitution(site.db.database, zhejiang.county);
    for (const [number, code] of [
      [staffed.number, 'joining.known'],
      [far.number, 'joining.otherAuthority'],
    ] as const) {
      const { id, phone } = await insertJoiningRequest(site.services, hunan.county, { number });
      expect(codesOf(await approveJoining(site.services, decider, id))).toEqual([code]);
      expect(await messagesTo(site.db.database, phone)).toEqual([]);
    }
  });
});

test('90 days after a refusal scans and contact are gone, and what was decided stays; other requests keep theirs', async () => {
  const [refused, open, agreed] = [
    await insertJoiningRequest(site.services, hunan.county),
    await insertJoiningRequest(site.services, hunan.county),
    await insertJoiningRequest(site.services, hunan.county),
  ];
  await refuseJoining(site.services, decider, refused.id, '许可证已注销');
  await approveJoining(site.services, decider, agreed.id);
  const keysOf = (id: string) =>
    value<string[]>('SELECT scan_keys AS value FROM joining_request WHERE id = $1', id).then((keys) => keys ?? []);
  const [gone] = await keysOf(refused.id);
  const day = 24 * 60;
  later(90 * day - 1);
  await sweep(site.services);
  expect(await keysOf(refused.id)).toHaveLength(1);
  later(90 * day + 1);
  await sweep(site.services);
  expect(await keysOf(refused.id)).toEqual([]);
  expect(await site.services.storage.get(gone ?? '')).toBeUndefined();
  const left = `SELECT concat(head_name, contact_name, contact_phone_sealed, contact_email_sealed) || decision_words AS value
    FROM joining_request WHERE id = $1`;
  expect(await value(left, refused.id)).toBe('许可证已注销');
  for (const { id } of [open, agreed]) expect(await keysOf(id)).toHaveLength(1);
});
