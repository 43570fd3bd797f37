import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sweep } from '../../src/actions/maintenance/sweep.ts';
import { countStatistics } from '../../src/actions/public/countStatistics.ts';
import { publishDaily } from '../../src/actions/public/publishDaily.ts';
import { publishOpenData } from '../../src/actions/public/publishOpenData.ts';
import { readOpenData } from '../../src/actions/public/readOpenData.ts';
import { readStatistics } from '../../src/actions/public/readStatistics.ts';
import { openDatasets } from '../../src/domain/register/openDataFields.ts';
import { readToken } from '../../src/outside/issuing/token.ts';
import { openVisitor, readAloud } from '../accounts/visitor.ts';
import { insertMany, type ManyPhysicians } from '../factories/manyPhysicians.ts';
import { openTestApp, type TestApp } from '../setup/testApp.ts';

let site: TestApp;
let many: ManyPhysicians;
const files = ['registrations.csv', 'registrations.jsonl', 'institutions.csv', 'institutions.jsonl'];

beforeAll(async () => {
  site = await openTestApp();
  expect(readAloud(await openVisitor(site.app).get('/statistics'))).toContain('统计正在准备');
  expect(readAloud(await openVisitor(site.app).get('/open-data'))).toContain('数据正在准备');
  many = await insertMany(site.db.database, 900, 11);
  // A few that are alone in what they do, and one whose institution begins like a formula.
  await site.db.database.pool.query(
    "UPDATE register_entry SET techniques = '挂线疗法', registered_on = '2019-05-01' WHERE licence_no = $1",
    [many.people[0]?.licenceNo],
  );
  await site.db.database.pool.query(
    "UPDATE institution SET name = '=HYPERLINK(\"http://x\")', type = '妇幼\"保健院,' WHERE number = 'MANY000000000000000000'",
  );
  await publishDaily(site.services);
});
afterAll(() => site.close());

async function file(name: string, day = '2026-03-02'): Promise<string> {
  const answer = await site.app.inject({ method: 'GET', url: `/open-data/${day}/${name}` });
  expect(answer.statusCode).toBe(200);
  return answer.body;
}

const lines = (text: string) =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, string | number | null>);

describe('开放数据', () => {
  test('没有一个人的姓名、证件号码、资格证书编码、执业证书编码、出生日期', async () => {
    const all = (await Promise.all([...files, 'manifest.jws'].map((name) => file(name)))).join('\n');
    const payload = Buffer.from((await file('manifest.jws')).split('.')[1] ?? '', 'base64url').toString();
    const text = `${all}\n${payload}`;
    const planted = many.people.flatMap(({ idNumber, certificateNo, licenceNo }) => [
      idNumber,
      certificateNo,
      licenceNo,
    ]);
    expect(planted.filter((secret) => text.includes(secret))).toEqual([]);
    // A name of two or three characters may stand within that of an institution: only the columns of people would have it alone.
    const cells = new Set(text.split(/[",\r\n:{}]/));
    expect(many.people.filter(({ name }) => cells.has(name)).map(({ name }) => name)).toEqual([]);
    expect(text).not.toMatch(/(?<!\d)1[3-9]\d{9}(?!\d)/);
    // The search finds what is there.
    expect(text).toContain('芙蓉区');
  });

  test('每组至少五条,全部加起来不多于登记的;孤例看不出来', async () => {
    const rows = lines(await file('registrations.jsonl'));
    expect(rows.length).toBeGreaterThan(3);
    expect(rows.filter(({ count }) => Number(count) < 5)).toEqual([]);
    const keys = rows.map(({ count: _count, ...row }) => JSON.stringify(row));
    expect(new Set(keys).size).toBe(keys.length);
    const sum = rows.reduce((total, { count }) => total + Number(count), 0);
    expect(sum).toBeLessThanOrEqual(900);
    expect(sum).toBeGreaterThan(890);
    expect(rows.filter(({ year, techniques }) => year === 2019 || String(techniques).includes('肛肠'))).toEqual([]);
    expect(
      rows.every((row) => Object.keys(row).join() === openDatasets.registrations.fields.map(({ key }) => key).join()),
    ).toBe(true);
  });

  test('机构的人数不足五人的不写数字', async () => {
    const rows = lines(await file('institutions.jsonl'));
    const { rows: counted } = await site.db.database.pool.query<{ number: string; n: number }>(
      "SELECT i.number, count(*)::int AS n FROM register_entry e JOIN institution i ON i.id = e.main_institution_id WHERE e.status = 'practising' GROUP BY 1",
    );
    const wanted = Object.fromEntries(counted.map(({ number, n }) => [number, n < 5 ? '<5' : n]));
    expect(Object.fromEntries(rows.map(({ number, count }) => [number, count]))).toEqual(wanted);
    expect(rows.some(({ count }) => count === '<5') && rows.some(({ count }) => Number(count) >= 5)).toBe(true);
  });

  test('CSV 和 JSON Lines 说的一样,Excel 认得 UTF-8,公式不会执行', async () => {
    const csv = await file('institutions.csv');
    expect(csv.startsWith('\uFEFF机构名称,登记号,')).toBe(true);
    expect(csv.split('\r\n')).toHaveLength(lines(await file('institutions.jsonl')).length + 2);
    expect(csv).toContain('"\'=HYPERLINK(""http://x"")"');
    expect(csv).toContain('"妇幼""保健院,"');
  });

  test('清单由本系统签名,列出的长度、行数、SHA-256与文件相符', async () => {
    const manifest = await readToken(await file('manifest.jws'), 'open-data+jwt', site.services.issuerKeys.find);
    const listed = (manifest?.files ?? []) as { name: string; rows: number; bytes: number; sha256: string }[];
    expect(listed.map(({ name }) => name)).toEqual(files);
    for (const { name, bytes, sha256, rows } of listed) {
      const content = Buffer.from(await file(name));
      expect([content.length, createHash('sha256').update(content).digest('hex')]).toEqual([bytes, sha256]);
      expect(name.endsWith('.jsonl') ? lines(content.toString()).length : rows).toBe(rows);
    }
    expect(manifest?.day).toBe('2026-03-02');
    const page = readAloud(await openVisitor(site.app).get('/open-data'));
    for (const word of ['2026年3月2日的数据', listed[0]?.sha256 ?? '', '数据字典', '不得用于识别个人'])
      expect(page).toContain(word);
  });

  test('一天一份;夜里两点以后做新的,错过的补做;两处同时做只留一份;三十天后删除', async () => {
    expect(await publishOpenData(site.services)).toBe(false);
    site.setNow('2026-03-03T01:59:00+08:00');
    expect(await publishOpenData(site.services)).toBe(false);
    site.setNow('2026-03-05T11:00:00+08:00');
    const made = await Promise.all([publishOpenData(site.services), publishOpenData(site.services)]);
    expect(made.filter((one) => one)).toHaveLength(1);
    expect((await file('registrations.csv', '2026-03-05')).length).toBeGreaterThan(50);
    expect((await site.app.inject('/open-data/2026-03-03/registrations.csv')).statusCode).toBe(404);
    const key = async () =>
      (
        await site.db.database.pool.query<{ key: string }>(
          "SELECT files -> 0 ->> 'key' AS key FROM open_data_edition WHERE day = '2026-03-02'",
        )
      ).rows[0]?.key ?? '';
    const first = await key();
    site.setNow('2026-04-01T08:59:00+08:00');
    await sweep(site.services);
    expect(await key()).toBe(first);
    site.setNow('2026-04-01T09:01:00+08:00');
    await sweep(site.services);
    expect(await key()).toBe('');
    expect(await site.services.storage.get(first)).toBeUndefined();
    expect((await site.app.inject('/open-data/2026-03-02/registrations.csv')).statusCode).toBe(404);
    expect(await readOpenData(site.services, { day: '2026-03-05', name: '../../keys/secret' })).toEqual({
      kind: 'notFound',
    });
  });
});

describe('统计', () => {
  test('数一次,页面只读那一行;少于五的不写', async () => {
    await countStatistics(site.services);
    const statistics = await readStatistics(site.services);
    const { rows } = await site.db.database.pool.query<{ status: string; n: number }>(
      'SELECT status, count(*)::int AS n FROM register_entry GROUP BY 1',
    );
    const count = (status: string) => rows.find((row) => row.status === status)?.n ?? 0;
    expect(count('suspended')).toBeGreaterThanOrEqual(5);
    expect(statistics?.figures.all).toEqual({
      practising: count('practising'),
      inactive: 0,
      suspended: count('suspended'),
      ended: 0,
    });
    expect(statistics?.figures.techniques.find(({ label }) => label === '肛肠外科')).toEqual({
      label: '肛肠外科',
      count: null,
    });
    expect(statistics?.figures.techniques.find(({ label }) => label === '针灸')?.count).toBeGreaterThan(800);
    expect(statistics?.figures.months).toHaveLength(24);
    expect(statistics?.figures.medianDays).toBeNull();
    await site.db.database.pool.query("UPDATE register_entry SET status = 'inactive' WHERE licence_no = $1", [
      many.people[5]?.licenceNo,
    ]);
    expect((await readStatistics(site.services))?.figures.all.inactive).toBe(0);
    await countStatistics(site.services);
    expect((await readStatistics(site.services))?.figures.all.inactive).toBeNull();
  });

  test('每张图旁边有同样内容的表,图本身读屏略过', async () => {
    const page = await openVisitor(site.app).get('/statistics');
    // Of the third there is nothing to draw: no month has more than is withheld.
    expect(page.body.match(/<svg class="bars" aria-hidden="true"/g)).toHaveLength(2);
    for (const word of ['湖南省', '2026年3月', '针灸', '20个工作日', '统计时间:2026年', '少于5'])
      expect(readAloud(page)).toContain(word);
    expect(page.headers['x-robots-tag']).toBeUndefined();
  });
});
