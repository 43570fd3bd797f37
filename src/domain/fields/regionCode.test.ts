import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { accepted, refused } from './checked.ts';
import { parentRegion, parseRegionCode, prefectureOf, provinceOf, regionContains, regionLevel } from './regionCode.ts';

describe('行政区划代码', () => {
  test('六位数字', () => {
    expect(parseRegionCode('３３０１ 06')).toEqual(accepted('330106'));
    expect(parseRegionCode('3301')).toEqual(refused('region.format'));
    for (const wrong of ['030106', '3301066', 'A330106', '330106A'])
      expect(parseRegionCode(wrong)).toEqual(refused('region.format'));
    expect(parseRegionCode('330106\u202E')).toEqual(refused('text.bidirectional'));
  });

  test.each([
    ['330000', 'province', null, null],
    ['330100', 'prefecture', '330100', '330000'],
    ['330106', 'county', '330100', '330100'],
    ['110101', 'county', null, '110000'],
    ['500231', 'county', null, '500000'],
    ['310101', 'county', null, '310000'],
    ['120101', 'county', null, '120000'],
    ['421101', 'county', '421100', '421100'],
    ['419001', 'county', null, '410000'],
    ['429021', 'county', null, '420000'],
    ['339000', 'prefecture', '339000', '330000'],
    ['659001', 'county', null, '650000'],
  ] as const)('%s 是 %s，所属市 %s，上级 %s', (code, level, prefecture, parent) => {
    expect(regionLevel(code)).toBe(level);
    expect(prefectureOf(code)).toBe(prefecture);
    expect(parentRegion(code)).toBe(parent);
    expect(provinceOf(code)).toBe(`${code.slice(0, 2)}0000`);
  });

  test('上级地区包含下级地区，反之不然', () => {
    expect(regionContains('330000', '330106')).toBe(true);
    expect(regionContains('330100', '330106')).toBe(true);
    expect(regionContains('330106', '330106')).toBe(true);
    expect(regionContains('330106', '330100')).toBe(false);
    expect(regionContains('330400', '330106')).toBe(false);
    expect(regionContains('110000', '110101')).toBe(true);
    expect(regionContains('330000', '330100')).toBe(true);
    expect(regionContains('330106', '330000')).toBe(false);
  });
});

describe('区划表', () => {
  const rows = readFileSync(`${import.meta.dirname}/../../../data/regions.csv`, 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1);
  const regions = new Map(rows.map((row) => row.split(',')).map(([code = '', ...rest]) => [code, rest]));

  test('代码不重复，级别和上级与代码一致，上级都在表中', () => {
    expect(regions.size).toBe(rows.length);
    for (const [code, [name, level, parent]] of regions) {
      expect(parseRegionCode(code).ok).toBe(true);
      expect(name).not.toBe('');
      expect(level).toBe(regionLevel(code));
      expect(parent).toBe(parentRegion(code) ?? '');
      if (parent) expect(regions.has(parent)).toBe(true);
    }
  });

  test('有34个省级、333个地级地区', () => {
    const levels = Map.groupBy(regions.keys(), regionLevel);
    expect(levels.get('province')).toHaveLength(34);
    expect(levels.get('prefecture')).toHaveLength(333);
  });

  test.each(['330102', '330105', '330106', '330402', '330481', '510104', '510105', '510703', '620102', '620502'])(
    '%s 在表中',
    (code) => {
      expect(regions.has(code)).toBe(true);
    },
  );

  test('已撤销的杭州市下城区、江干区不在表中', () => {
    expect(regions.has('330103') || regions.has('330104')).toBe(false);
  });
});
