import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openVisitor, readAloud, readPicture } from '../accounts/visitor.ts';
import {
  type AuthorityTree,
  insertAuthority,
  insertHunan,
  insertInstitution,
  type TestInstitution,
} from '../factories/people.ts';
import { type Happening, insertEntry } from '../factories/register.ts';
import { openTestApp, type TestApp } from '../setup/testApp.ts';

let site: TestApp;
let tree: AuthorityTree;
let clinic: TestInstitution;

beforeAll(async () => {
  site = await openTestApp();
  tree = await insertHunan(site.db.database);
  clinic = await insertInstitution(site.db.database, tree.county, { name: '芙蓉仁和中医诊所' });
  const happened: [string, string, Happening[]][] = [
    ['甲新人', '2026-03-02', []],
    ['乙旧人', '2026-02-10', []],
    ['丙注销', '2021-01-04', [{ type: 'deregistered', on: '2026-02-03', reason: '受刑事处罚' }]],
    ['丁吊销', '2021-01-04', [{ type: 'revoked', on: '2026-02-04', reason: '在外地收了病人的钱' }]],
    ['戊早已注销', '2021-01-04', [{ type: 'deregistered', on: '2024-02-03', reason: '死亡' }]],
  ];
  for (const [name, on, later] of happened)
    await insertEntry(site.db.database, { tree, institution: clinic }, { name, on, later });
});
beforeEach(async () => {
  site.setNow('2026-03-02T09:00:00+08:00');
  await site.db.database.pool.query('DELETE FROM lookup_count');
});
afterAll(() => site.close());

const address = (given: Readonly<Record<string, string>> = {}) =>
  `/published?${new URLSearchParams({ province: '430000', authority: 'A430102', month: '2026-03', list: 'registered', ...given }).toString()}`;

async function read(given: Readonly<Record<string, string>> = {}, from = '203.0.113.40') {
  const answer = await openVisitor(site.app, from).get(address(given));
  return { answer, words: readAloud(answer) };
}

describe('注册名单公示', () => {
  test('先选省份,再选主管部门和月份,没有脚本也能用', async () => {
    const guest = openVisitor(site.app, '203.0.113.41');
    expect(readAloud(await guest.get('/published'))).not.toContain('长沙市芙蓉区卫生健康局');
    const chosen = readAloud(await guest.get('/published?province=430000&step=province&authority='));
    for (const word of ['长沙市芙蓉区卫生健康局', '2026年3月', '2025年3月', '准予注册', '注销注册'])
      expect(chosen).toContain(word);
    expect(chosen).not.toContain('2025年2月');
    const sent = readAloud(await guest.get('/published?province=430000&authority=&month=2026-03'));
    expect(sent).toContain('请选择主管部门');
  });

  test('准予注册当天就在名单里;别的月份、别的机关没有', async () => {
    const { words } = await read();
    for (const word of ['甲新人', '男', '芙蓉仁和中医诊所', '2026年3月2日', '针刺']) expect(words).toContain(word);
    expect(words).not.toContain('乙旧人');
    expect((await read({ month: '2026-02' })).words).toContain('乙旧人');
    const other = await read({ authority: 'A430100' });
    expect(other.words).toContain('没有准予注册的人员');
  });

  test('注销、吊销:有依据的条文,没有个人的事由', async () => {
    const { answer, words } = await read({ month: '2026-02', list: 'ended' });
    for (const word of ['丙注销', '注销注册', '丁吊销', '吊销执业证书', '《医师法》第十七条'])
      expect(words).toContain(word);
    for (const secret of ['刑事', '收了病人']) expect(answer.body).not.toContain(secret);
    for (const digits of ['1975', '139']) expect(words).not.toContain(digits);
    expect(answer.headers['x-robots-tag']).toBe('noindex, nofollow');
    expect(answer.headers['cache-control']).toContain('no-store');
  });

  test('一年以前的不再列出', async () => {
    const { words } = await read({ month: '2024-02', list: 'ended' });
    expect(words).not.toContain('戊早已注销');
    expect(words).toContain('请选择月份');
    for (const month of ["2026-03' OR 1=1", '2026-13', '', '9999-12'])
      expect((await read({ month })).answer.statusCode).toBeLessThan(500);
  });

  test('一页最多二十行,翻页不重不漏', async () => {
    const busy = await insertAuthority(site.db.database, '430104', '长沙市岳麓区卫生健康局', tree.city);
    const house = await insertInstitution(site.db.database, busy, { name: '岳麓大医院' });
    const names = Array.from(
      { length: 45 },
      (_, n) => `岳${'甲乙丙丁戊己庚辛壬'[n % 9]}${'东西南北中'[Math.floor(n / 9)]}`,
    );
    for (const name of names)
      await insertEntry(site.db.database, { tree: { county: busy }, institution: house }, { name, on: '2026-03-01' });
    const seen: string[] = [];
    for (const page of ['1', '2', '3', '4']) {
      const { words } = await read({ authority: 'A430104', page });
      const found = words.match(/岳[甲乙丙丁戊己庚辛壬][东西南北中]/g) ?? [];
      expect(found.length).toBeLessThanOrEqual(20);
      seen.push(...found);
    }
    expect(seen.toSorted()).toEqual(names.toSorted());
    for (const page of ['0', '-1', 'x', '99999999999999999999', '1.5'])
      expect((await read({ authority: 'A430104', page })).answer.statusCode).toBe(200);
  });

  test('一页算一次查询:一刻钟六十次以后要填验证码', async () => {
    const guest = openVisitor(site.app, '203.0.113.42');
    for (let n = 0; n < 60; n += 1) expect(readAloud(await guest.get(address()))).toContain('甲新人');
    const turned = await guest.get(address());
    expect(readAloud(turned)).not.toContain('甲新人');
    expect(readAloud(turned)).toContain('您所在的网络查询较多');
    expect((await guest.post('/published', { ...guest.hidden(), captcha: '0000' })).statusCode).toBe(422);
    const captcha = await readPicture(site.services, guest);
    const shown = await guest.post('/published', { ...guest.hidden(), captcha });
    expect(readAloud(shown)).toContain('甲新人');
    expect(readAloud(await guest.get(address()))).not.toContain('甲新人');
    // The same budget as of lookups: both read the register.
    expect((await guest.get('/lookup?name=甲新人&institution=芙蓉仁和')).statusCode).toBe(303);
  });
});
