import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sweep } from '../../src/actions/maintenance/sweep.ts';
import { createLookupBudget } from '../../src/actions/public/lookupBudget.ts';
import { openVisitor, readAloud, readPicture, type Visitor } from '../accounts/visitor.ts';
import { insertHunan, insertInstitution } from '../factories/people.ts';
import { openTestApp, type TestApp } from '../setup/testApp.ts';
import { insertEntry, type TestEntry } from './entries.ts';

const most = 60;
const start = '2026-03-02T09:00:00+08:00';
let site: TestApp;
let entry: TestEntry;
beforeAll(async () => {
  site = await openTestApp();
  const { county } = await insertHunan(site.db.database);
  const clinic = await insertInstitution(site.db.database, county, { name: '芙蓉中医诊所' });
  entry = await insertEntry(site.db.database, county, clinic, { name: '张景和', status: 'practising' });
});
beforeEach(async () => {
  site.setNow(start);
  await site.db.database.pool.query('DELETE FROM lookup_count');
});
afterAll(() => site.close());

const asked = () => ({ name: '张景和', licenceNo: entry.licenceNo });
const address = () => `/lookup?${new URLSearchParams(asked()).toString()}`;

/** Asks until the network is asked for a check. */
async function spend(visitor: Visitor): Promise<void> {
  for (let n = 0; n < most; n += 1) expect((await visitor.get(address())).statusCode).toBe(200);
}

describe('医师查询的次数', () => {
  test('一刻钟内第61次要填验证码,填对才回答,每次都要填;没有脚本也能用', async () => {
    const visitor = openVisitor(site.app, '203.0.113.80');
    await spend(visitor);
    expect(visitor.cookies.size).toBe(0);
    const turned = await visitor.get(address());
    expect(turned.statusCode).toBe(303);
    expect(turned.headers.location).toMatch(/^\/lookup\/check\?name=/);
    const check = await visitor.get(turned.headers.location ?? '');
    for (const word of ['您所在的网络查询较多', '验证码', '看不清,换一张', '听语音验证码'])
      expect(readAloud(check)).toContain(word);
    expect(check.body).toContain(`value="${entry.licenceNo}"`);
    const wrong = await visitor.post('/lookup/check', { ...asked(), captcha: '0000' });
    expect(wrong.statusCode).toBe(422);
    expect(readAloud(wrong)).not.toContain('查到 1 条');
    const captcha = await readPicture(site.services, visitor);
    const right = { ...asked(), ...visitor.hidden(), captcha };
    expect(readAloud(await visitor.post('/lookup/check', right))).toContain('查到 1 条');
    expect((await visitor.post('/lookup/check', right)).statusCode).toBe(422);
    expect((await visitor.get(address())).statusCode).toBe(303);
  });

  test('别的网络照常,一刻钟后重新计算;没有查询的打开和填错的不计', async () => {
    const visitor = openVisitor(site.app, '203.0.113.81');
    for (let n = 0; n < 5; n += 1) {
      await visitor.get('/lookup');
      await visitor.get('/lookup?name=张景和');
    }
    await spend(visitor);
    expect((await visitor.get(address())).statusCode).toBe(303);
    expect((await openVisitor(site.app, '203.0.113.82').get(address())).statusCode).toBe(200);
    site.setNow('2026-03-02T09:15:00+08:00');
    expect((await visitor.get(address())).statusCode).toBe(200);
  });

  test('两个程序共用一个数:数据库里没有地址,一天后清除', async () => {
    const [one, two] = [createLookupBudget(site.services), createLookupBudget(site.services)];
    for (let n = 0; n < 40; n += 1)
      expect([one.take('203.0.113.83'), two.take('::ffff:203.0.113.84')]).toEqual([true, true]);
    for (let n = 0; n < 20; n += 1) expect(two.take('203.0.113.83')).toBe(true);
    await one.settle();
    await two.settle();
    expect(two.take('203.0.113.83')).toBe(false);
    expect(one.take('203.0.113.83')).toBe(true);
    await one.settle();
    expect(one.take('203.0.113.83')).toBe(false);
    const { rows } = await site.db.database.pool.query<{ key: string; count: number }>(
      'SELECT key, count FROM lookup_count WHERE quarter = $1 ORDER BY count',
      // The sums of another quarter may still be on their way.
      [start],
    );
    expect(rows.map(({ count }) => count)).toEqual([40, 61]);
    for (const { key } of rows) expect(key).toMatch(/^[\w-]{43}$/);
    site.setNow('2026-03-03T09:15:00+08:00');
    await sweep(site.services);
    expect((await site.db.database.pool.query('SELECT FROM lookup_count')).rowCount).toBe(0);
  });
});
