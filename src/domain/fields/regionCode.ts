import { accepted, type Checked, refused } from './checked.ts';
import { normalizeDigits } from './normalize.ts';

export type RegionLevel = 'province' | 'prefecture' | 'county';

/** 行政区划代码, GB/T 2260: two digits each for province, prefecture and county; `00` closes the higher levels. */
export function parseRegionCode(raw: string): Checked<string> {
  const code = normalizeDigits(raw);
  if (!code.ok) return code;
  // Which codes exist changes every year, so that is asked of the region table, not of the format.
  return /^[1-9]\d{5}$/.test(code.value) ? accepted(code.value) : refused('region.format');
}

/** Expects a code accepted by `parseRegionCode`. */
export function regionLevel(code: string): RegionLevel {
  if (code.endsWith('0000')) return 'province';
  return code.endsWith('00') ? 'prefecture' : 'county';
}

export function provinceOf(code: string): string {
  return `${code.slice(0, 2)}0000`;
}

/**
 * The prefecture a county belongs to, or null where there is none: the municipalities (北京 11, 天津 12, 上海 31,
 * 重庆 50), the special regions, and the counties a province governs directly (`90` in place of the prefecture).
 */
export function prefectureOf(code: string): string | null {
  const level = regionLevel(code);
  if (level === 'province') return null;
  if (level === 'prefecture') return code;
  const governedByProvince = /^(11|12|31|50|71|81|82)/.test(code) || code.slice(2, 4) === '90';
  return governedByProvince ? null : `${code.slice(0, 4)}00`;
}

/** The next region up, null above a province. */
export function parentRegion(code: string): string | null {
  const level = regionLevel(code);
  if (level === 'province') return null;
  return level === 'county' ? (prefectureOf(code) ?? provinceOf(code)) : provinceOf(code);
}

/** True when `inner` is `outer` or lies in it: the reach of an authority over the files of its region. */
export function regionContains(outer: string, inner: string): boolean {
  return inner === outer || provinceOf(inner) === outer || prefectureOf(inner) === outer;
}
