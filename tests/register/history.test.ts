import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decideOrder } from '../../src/actions/orders/decideOrder.ts';
import { openSession } from '../../src/actions/session/openSession.ts';
import { type Desk, openDesk, type Visitor } from '../desk/desk.ts';
import { makeEntry, type Registered } from '../factories/entry.ts';
import { must } from '../factories/life.ts';
import { makeOrder } from '../factories/order.ts';

let desk: Desk;
let entry: Registered;
let decider: Visitor;
/** Registered on 2 March, suspended from 10 March to 9 April, looked at on 20 March. */
beforeAll(async () => {
  desk = await openDesk();
  const [first, second] = desk.county.deciders;
  entry = await makeEntry(desk.services, desk.county);
  desk.setNow('2026-03-10T09:00:00+08:00');
  const { id } = await makeOrder(desk.services, first, entry.entryId);
  const decision = {
    outcome: 'confirm',
    words: '',
    version: 1,
    key: randomUUID(),
    location: '/',
    refusals: [],
  } as const;
  must(await decideOrder(desk.services, second, id, decision));
  desk.setNow('2026-03-20T09:00:00+08:00');
  // The session of the first day has ended long ago.
  decider = await desk.as(first);
});
afterAll(() => desk.close());

const asOf = (day: string) => decider.get(`/authority/register/${entry.entryId}?asOf=${day}`);

test('主管部门:登记在任何一天是怎样的', async () => {
  const row = (status: string) => `<dt>状态</dt><dd>${status}</dd>`;
  expect((await asOf('2026-03-01')).text).toContain('2026-03-01还没有注册');
  expect((await asOf('2026-03-09')).text).toContain(row('有效'));
  expect((await asOf('2026-03-10')).text).toContain(row('暂停执业'));
});

test('主管部门:日期写错或在以后,在日期处说明', async () => {
  for (const [day, words] of [
    ['2026-13-01', 'href="#asOf"'],
    ['2026-03-21', '日期不能晚于今天'],
  ] as const) {
    const page = await asOf(day);
    expect(page.status).toBe(422);
    expect(page.text).toContain(words);
  }
});

test('主管部门:累计执业时间不含暂停的日子', async () => {
  expect((await asOf('')).text).toContain('<dt>累计执业时间</dt><dd>8天</dd>');
});

test('医师看到自己的全部经历,看不到经办人是谁', async () => {
  const token = await openSession(desk.services, 'person', entry.person.accountId);
  const { body } = await desk.app.inject({
    method: 'GET',
    url: '/person/history',
    cookies: { 'xinglin-person': token },
  });
  for (const words of ['准予注册', '暂停执业', '芙卫医罚〔2026〕1号', '《医师法》第五十五条', '8天', 'ZC-2026-'])
    expect(body).toContain(words);
  for (const name of ['李审批', '周审批']) expect(body).not.toContain(name);
});
