import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lookUpPhysician, type PhysicianAsked } from '../../src/actions/public/lookUpPhysician.ts';
import { openVisitor, readPicture } from '../accounts/visitor.ts';
import { insertMany, type ManyPhysicians, shares, singles } from '../factories/manyPhysicians.ts';
import { openTestApp, type TestApp } from '../setup/testApp.ts';

const physicians = 6000;
const lookups = 5000;
const most = physicians / 100;

let site: TestApp;
let many: ManyPhysicians;
beforeAll(async () => {
  site = await openTestApp();
  many = await insertMany(site.db.database, physicians);
  await site.db.database.pool.query('ANALYZE');
});
afterAll(() => site.close());

/** The names most people bear, the most common first: what an attacker who knows nobody tries. */
const commonNames = shares
  .flatMap(({ name, share }) => singles.map((given) => ({ name: `${name}${given}`, weight: share })))
  .sort((a, b) => b.weight - a.weight)
  .map(({ name }) => name);

const nothing: PhysicianAsked = { name: '', licenceNo: '', institution: '', region: '' };

/** Every pair, the most promising first, cut at 5,000. */
function pairs(names: readonly string[], others: readonly string[]): { name: string; other: string }[] {
  const side = Math.ceil(Math.sqrt((lookups * names.length) / Math.max(others.length, 1)));
  const some = names.slice(0, Math.max(Math.min(side, names.length), Math.ceil(lookups / others.length)));
  return some.flatMap((name) => others.map((other) => ({ name, other }))).slice(0, lookups);
}

const general = [
  '诊所',
  '医院',
  '中医',
  '中医诊所',
  '门诊部',
  '卫生院',
  '社区卫生服务中心',
  '长沙市',
  '湖南省',
  '芙蓉区',
];
const brands = ['仁和', '同仁堂', '回春', '杏林', '济世', '百草', '康宁', '长沙市芙蓉区仁和', '岳麓区同仁', '德济建'];

/** Each asks as somebody may who solves every human check. */
const attacks: Readonly<Record<string, () => Partial<PhysicianAsked>[]>> = {
  'surnames alone, with words that every institution bears': () =>
    pairs(
      shares.map(({ name }) => name),
      general,
    ).map(({ name, other }) => ({ name, institution: other })),
  'common names with words that every institution bears': () =>
    pairs(commonNames, general).map(({ name, other }) => ({ name, institution: other })),
  'the same, district by district': () =>
    pairs(commonNames, general).map(({ name, other }, n) => ({
      ...{ name, institution: other },
      region: ['430102', '430103', '430104', '430105'][n % 4] ?? '',
    })),
  'common names with names of houses that many bear': () =>
    pairs(commonNames, brands).map(({ name, other }) => ({ name, institution: other })),
  'common names at the largest institutions, by their whole names': () =>
    pairs(commonNames.slice(0, 100), many.institutions.slice(0, 50)).map(({ name, other }) => ({
      name,
      institution: other,
    })),
  'common names with a part of the names of the largest institutions': () =>
    pairs(
      commonNames.slice(0, 100),
      many.institutions.slice(0, 50).map((one) => one.replace(/^长沙市..[区县市]/, '')),
    ).map(({ name, other }) => ({ name, institution: other })),
  'common names with one number after the other': () =>
    Array.from({ length: lookups }, (_, n) => ({
      name: commonNames[n % 20] ?? '',
      licenceNo: `354430102${String(1 + Math.floor(n / 20) * 8).padStart(6, '0')}`,
    })),
};

describe(`${lookups} lookups of common names on a register of ${physicians}`, () => {
  test.each(Object.keys(attacks))('%s: less than one in a hundred', async (attack) => {
    const asked = attacks[attack]?.() ?? [];
    expect(asked.length).toBeGreaterThan(900);
    const reached = new Set<string>();
    for (const one of asked) {
      const outcome = await lookUpPhysician(site.services, { ...nothing, ...one }, 'human');
      if (outcome.kind !== 'done') continue;
      expect(outcome.value.length).toBeLessThanOrEqual(20);
      for (const { licenceNo } of outcome.value) reached.add(licenceNo);
    }
    expect(reached.size).toBeLessThan(most);
  });

  test('who knows a person finds them all the same: the attack is no weaker than the lookup', async () => {
    const { rows } = await site.db.database.pool.query<{ name: string; institution: string; licence: string }>(
      `SELECT p.name, i.name AS institution, e.licence_no AS licence FROM register_entry e JOIN physician p ON p.id = e.physician_id
       JOIN institution i ON i.id = e.main_institution_id ORDER BY e.licence_no LIMIT 200`,
    );
    let found = 0;
    for (const { name, institution, licence } of rows) {
      const outcome = await lookUpPhysician(site.services, { ...nothing, name, institution }, 'human');
      const all = outcome.kind === 'done' ? outcome.value : [];
      if (all.some(({ licenceNo }) => licenceNo === licence)) found += 1;
    }
    expect(found).toBeGreaterThan(150);
  });

  test('over HTTP from ever new networks and with human checks solved: no number, phone, birth date or photo in any answer', async () => {
    const secret = new Set(many.people.flatMap(({ idNumber, certificateNo }) => [idNumber, certificateNo]));
    const reached = new Set<string>();
    const told: string[] = [];
    const read = (body: string) => {
      for (const [, number = ''] of body.matchAll(/<dt>执业证书编码<\/dt><dd>([\d ]+)<\/dd>/g))
        reached.add(number.replaceAll(' ', ''));
      // Numbers are looked for with the licence numbers, which are public, taken out.
      const rest = body.replaceAll(/<dd>[\d ]+<\/dd>/g, '');
      told.push(...[...rest.matchAll(/[\dX]{17,}/g)].map(([number]) => number));
      told.push(...[...rest.matchAll(/(?<!\d)1[3-9]\d{9}(?!\d)/g)].map(([number]) => number));
      told.push(...[...rest.matchAll(/<img|data:image|出生|资格证书|(19|20)\d\d-\d\d-\d\d/g)].map(([word]) => word));
    };
    const asked = attacks['common names at the largest institutions, by their whole names']?.() ?? [];
    for (const [n, one] of asked.entries()) {
      const url = `/lookup?${new URLSearchParams({ name: one.name ?? '', institution: one.institution ?? '' }).toString()}`;
      const remoteAddress = `10.${Math.floor(n / 60 / 250)}.${Math.floor(n / 60) % 250}.9`;
      const answer = await site.app.inject({ method: 'GET', url, remoteAddress });
      expect(answer.statusCode).toBe(200);
      read(answer.body);
    }
    const visitor = openVisitor(site.app, '10.200.0.9');
    for (const { name, licenceNo } of many.people.slice(0, 5)) {
      await visitor.get('/lookup/check');
      const captcha = await readPicture(site.services, visitor);
      const answer = await visitor.post('/lookup/check', { ...visitor.hidden(), name, licenceNo, captcha });
      expect(answer.body).toContain('查到 1 条');
      read(answer.body);
    }
    expect(reached.size).toBeGreaterThanOrEqual(5);
    expect(reached.size).toBeLessThan(most);
    expect(told).toEqual([]);
    expect([...reached].filter((number) => secret.has(number))).toEqual([]);
  });
});
