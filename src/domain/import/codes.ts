import { normalizeCode } from '../fields/normalize.ts';
import { parseRegionCode } from '../fields/regionCode.ts';
import type { RowReader } from './reading.ts';

/** Codes are joined by `/` into paths and compared by LIKE: neither `/` nor `%` nor `_` may stand in one. */
const authorityCode = /^[0-9A-Z-]{1,40}$/;

/** 机关代码; `''` where the cell is empty. */
export function readAuthorityCode<Key extends string>(row: RowReader<Key>, key: Key): string | undefined {
  const code = row.read(key, normalizeCode);
  if (code === undefined || code === '' || authorityCode.test(code)) return code;
  row.refuse(key, 'import.authorityCode');
  return undefined;
}

/** 行政区划代码 that stands in the list of regions. */
export function readRegion<Key extends string>(
  row: RowReader<Key>,
  key: Key,
  regions: ReadonlySet<string>,
): string | undefined {
  const code = row.read(key, parseRegionCode);
  if (code === undefined || regions.has(code)) return code;
  row.refuse(key, 'regionCode.unknown');
  return undefined;
}
