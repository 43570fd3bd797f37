import { readFile } from 'node:fs/promises';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { insertHunan, insertInstitution } from '../factories/people.ts';
import { openTestApp, type TestApp } from '../setup/testApp.ts';
import { insertEntry, type TestEntry } from './entries.ts';

let site: TestApp;
const entries: Record<string, TestEntry> = {};

beforeAll(async () => {
  site = await openTestApp();
  const { county } = await insertHunan(site.db.database);
  const clinic = await insertInstitution(site.db.database, county, { name: '芙蓉<b>仁和</b>中医诊所' });
  for (const status of ['practising', 'suspended', 'inactive', 'deregistered'] as const) {
    entries[status] = await insertEntry(site.db.database, county, clinic, { name: '张景和', status });
  }
});
afterAll(() => site.close());

async function page(path: string, query: Record<string, string> = {}): Promise<string> {
  const response = await site.app.inject({ method: 'GET', url: path, query });
  expect(response.statusCode).toBe(200);
  return response.body;
}

describe('首页', () => {
  test('四个入口,文字与指南一致', async () => {
    const html = await page('/');
    const titles = [...html.matchAll(/<a class="entrance" href="([^"]+)">.*?<strong>([^<]+)<\/strong>/g)];
    expect(titles.map(([, href, title]) => [title, href])).toEqual([
      ['医师电子化注册—个人端入口', '/person/sign-in'],
      ['机构端入口', '/institution/sign-in'],
      ['主管部门端入口', '/authority/sign-in'],
      ['社会公示', '/lookup'],
    ]);
  });

  test('没有脚本,连样式在内压缩后不超过60KB', async () => {
    const html = await page('/');
    expect(html).not.toContain('<script');
    const size = brotliCompressSync(html).length + brotliCompressSync(await readFile('dist/assets/main.css')).length;
    expect(size).toBeLessThan(60 * 1024);
  });
});

describe('医师查询页', () => {
  test('查到的显示状态,机构名称里的标记只是文字', async () => {
    const entry = entries.practising;
    const html = await page('/lookup', { name: '张景和', licenceNo: entry?.licenceNo ?? '' });
    expect(html).toContain('有效');
    expect(html).toContain('芙蓉&lt;b>仁和');
    expect(html).not.toContain(entry?.physician.idNumber);
  });

  test('地址里带编码也一样', async () => {
    expect(await page(`/lookup/${entries.practising?.licenceNo ?? ''}`, { name: '张景和' })).toContain('查到 1 条');
  });

  test('没有查到:说清楚,填过的还在', async () => {
    const html = await page('/lookup', { name: '张三', licenceNo: '354430102999999' });
    expect(html).toContain('没有查到“张三”');
    expect(html).toContain('value="354430102999999"');
  });

  test('只填姓名:指出缺什么,什么也不查', async () => {
    const html = await page('/lookup', { name: '张景和' });
    expect(html).toContain('请填写姓名,并填写执业证书编码或执业机构。');
    expect(html).not.toContain('仁和');
  });

  test('填进来的标记不会成为页面的一部分', async () => {
    const html = await page('/lookup', { name: '<script>alert(1)</script>', licenceNo: '1' });
    expect(html).not.toContain('<script');
    expect(html).toContain('&lt;script>');
  });
});

describe('证照查验页', () => {
  test.each([
    ['practising', '有效'],
    ['suspended', '暂停'],
    ['inactive', '备案'],
    ['deregistered', '已注销'],
  ])('%s 的答案是“%s”', async (status, answer) => {
    const html = await page(`/verify/${entries[status]?.code ?? ''}`);
    expect(html).toContain(`<h2>${answer}</h2>`);
    expect(html).toContain('查验时间:2026年3月2日 09:00:00');
  });

  test('没有的查验码:没有查到', async () => {
    const html = await page('/verify/ZZZZ22223333XXXX');
    expect(html).toContain('<h2>没有查到</h2>');
    expect(html).not.toContain('执业范围');
  });

  test('输入的查验码去掉空格和横线后到结果页', async () => {
    const response = await site.app.inject({ method: 'GET', url: '/verify', query: { code: ' abcd-efgh 2345 ' } });
    expect(response.statusCode).toBe(303);
    expect(response.headers.location).toBe('/verify/ABCDEFGH2345');
  });
});
