import { describe, expect, test } from 'vitest';
import { reachesBelow, reachesPath, reachesProvince } from './reach.ts';

const county = { path: 'V/P/C1', provinceCode: null };
const province = { path: 'V', provinceCode: '430000' };

describe('导入的管辖范围', () => {
  test('名册:命令行不限,省级只限本省,以下的都不行', () => {
    expect(reachesProvince(null, '330000')).toBe(true);
    expect(reachesProvince(province, '430000')).toBe(true);
    expect(reachesProvince(province, '330000')).toBe(false);
    expect(reachesProvince(county, '430000')).toBe(false);
  });

  test.each([
    ['V/P/C1', true, false],
    ['V/P/C1/S', true, true],
    // Only whole codes count: C10 does not lie below C1.
    ['V/P/C10', false, false],
    ['V/P', false, false],
    ['V/Q/C1', false, false],
  ])('%s:机构 %s,机关 %s', (path, institutions, authorities) => {
    expect(reachesPath(county, path)).toBe(institutions);
    expect(reachesBelow(county, path)).toBe(authorities);
    expect([reachesPath(null, path), reachesBelow(null, path)]).toEqual([true, true]);
  });
});
