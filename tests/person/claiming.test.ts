import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type County, makeCounty } from '../factories/life.ts';
import { openTestApp, type TestApp } from '../setup/testApp.ts';
import { readAloud, signInRegistered } from './personApp.ts';

// 电子证照 申领|亮照: one press claims, every further press only shows; what is missing is told with its cure.

let site: TestApp;
let county: County;

beforeAll(async () => {
  site = await openTestApp();
  county = await makeCounty(site.services);
});
afterAll(() => site.close());

const registered = () => signInRegistered(site, county);

async function ask<Row extends object>(sql: string, ...values: unknown[]): Promise<Row[]> {
  return (await site.db.database.pool.query(sql, values)).rows as Row[];
}

const claims = (entryId: string) =>
  ask<{ number: string; state: string }>(
    `SELECT a.number, a.state FROM application a WHERE a.kind = 'eLicence' AND a.entry_id = $1`,
    entryId,
  );

describe('申领|亮照', () => {
  test('一按就成:编号、台账、登记、消息在同一笔里', async () => {
    const { person, entryId } = await registered();
    expect((await person.post(`/person/licence/${entryId}/claim`)).statusCode).toBe(303);
    const made = await claims(entryId);
    expect(made).toEqual([{ number: expect.stringMatching(/^DZ-2026-\d{6}$/), state: 'approved' }]);
    const ledger = await ask(
      `SELECT l.article FROM ledger l JOIN application a ON a.id::text = l.subject_id WHERE a.entry_id = $1 AND l.action = 'claimed'`,
      entryId,
    );
    expect(ledger).toHaveLength(1);
    const events = await ask("SELECT 1 FROM register_event WHERE entry_id = $1 AND type = 'licenceClaimed'", entryId);
    expect(events).toHaveLength(1);
    expect(readAloud(await person.get('/person/notices'))).toContain('您的电子证照已经可以使用');
    expect(readAloud(await person.get('/person'))).toContain('申领电子证照');
  });

  test('同时按三次、以后再按,都只有一件申请', async () => {
    const { person, entryId } = await registered();
    const path = `/person/licence/${entryId}/claim`;
    const answers = await Promise.all([person.post(path), person.post(path), person.post(path)]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([303, 303, 303]);
    expect((await person.post(path)).statusCode).toBe(303);
    expect(await claims(entryId)).toHaveLength(1);
  });

  test('条件不符时逐条说明,并给出办法', async () => {
    const { person, entryId } = await registered();
    await ask('UPDATE register_entry SET photo_id = NULL WHERE id = $1', entryId);
    const refused = await person.post(`/person/licence/${entryId}/claim`);
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('href="/person/maintenance"');
    expect(readAloud(refused)).toContain('登记信息里没有照片');
    expect(await claims(entryId)).toEqual([]);

    await ask("UPDATE register_entry SET status = 'inactive', inactive_since = '2026-02-01' WHERE id = $1", entryId);
    const both = await person.post(`/person/licence/${entryId}/claim`);
    expect(readAloud(both)).toContain('请先办理取消备案');
    expect(readAloud(both)).toContain('登记信息里没有照片');
    expect(both.body).toContain('href="/person/business/reactivation"');
  });

  test('别人的执业信息不能申领;业务页转到电子证照', async () => {
    const { entryId } = await registered();
    const { person } = await registered();
    expect((await person.post(`/person/licence/${entryId}/claim`)).statusCode).toBe(404);
    expect((await person.post('/person/licence/abc/claim')).statusCode).toBe(404);
    expect((await person.get('/person/business/eLicence')).headers.location).toBe('/person/licence');
    expect(await claims(entryId)).toEqual([]);
  });
});
