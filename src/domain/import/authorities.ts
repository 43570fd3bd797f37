import { normalizeEntry } from '../fields/normalize.ts';
import type { RegionLevel } from '../fields/regionCode.ts';
import { readAuthorityCode, readRegion } from './codes.ts';
import type { Columns, Fields } from './columns.ts';
import { type Reading, type RowReader, readRow } from './reading.ts';

export const authorityColumns = {
  name: { label: '机关名称' },
  code: { label: '机关代码' },
  regionCode: { label: '行政区划代码' },
  level: { label: '层级' },
  parentCode: { label: '上级机关代码', others: ['上级代码'] },
  functions: { label: '职能' },
} satisfies Columns<string>;
export type AuthorityColumn = keyof typeof authorityColumns;

export interface AuthorityRow {
  readonly name: string;
  readonly code: string;
  readonly regionCode: string;
  readonly level: RegionLevel;
  /** `''` for a province, under which the others hang. */
  readonly parentCode: string;
  readonly registers: boolean;
  readonly consents: boolean;
  readonly consolidates: boolean;
}

const levels: Readonly<Record<string, RegionLevel>> = { 省: 'province', 市: 'prefecture', 县: 'county' };

const functions = { 注册: 'registers', 跨省同意: 'consents', 归集: 'consolidates' } as const;
type Functions = Record<(typeof functions)[keyof typeof functions], boolean>;

export function readAuthorityRow(fields: Fields<AuthorityColumn>, regions: ReadonlySet<string>): Reading<AuthorityRow> {
  const row = readRow(authorityColumns, fields);
  const read = {
    name: row.text('name', { max: 200, required: true }),
    code: readAuthorityCode(row, 'code'),
    regionCode: readRegion(row, 'regionCode', regions),
    level: readLevel(row),
    parentCode: readAuthorityCode(row, 'parentCode'),
    ...readFunctions(row),
  };
  if (read.code === '') row.refuse('code', 'import.empty');
  if (read.parentCode === '' && read.level !== undefined && read.level !== 'province') {
    row.refuse('parentCode', 'import.empty');
  }
  if (row.refusals.length > 0) return { ok: false, refusals: row.refusals };
  // Nothing was refused, so nothing is undefined.
  return { ok: true, good: read as AuthorityRow };
}

function readLevel(row: RowReader<AuthorityColumn>): RegionLevel | undefined {
  const word = row.read('level', normalizeEntry);
  if (word === undefined) return undefined;
  const level = Object.hasOwn(levels, word) ? levels[word] : undefined;
  if (level === undefined) row.refuse('level', 'import.unknownLevel');
  return level;
}

function readFunctions(row: RowReader<AuthorityColumn>): Functions {
  const found: Functions = { registers: false, consents: false, consolidates: false };
  const words = (row.read('functions', normalizeEntry) ?? '').split(/[;,、\s]+/).filter((word) => word !== '');
  for (const word of words) {
    if (isFunction(word)) found[functions[word]] = true;
    else row.refuse('functions', 'import.unknownFunction', { value: word });
  }
  return found;
}

function isFunction(word: string): word is keyof typeof functions {
  return Object.hasOwn(functions, word);
}
