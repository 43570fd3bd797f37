import { parseInstitutionNumber } from '../fields/institutionNumber.ts';
import { normalizeEntry } from '../fields/normalize.ts';
import { parsePlainDate } from '../fields/plainDate.ts';
import { parseUnifiedSocialCreditCode } from '../fields/unifiedSocialCreditCode.ts';
import { readAuthorityCode, readRegion } from './codes.ts';
import type { Columns, Fields } from './columns.ts';
import { type Reading, type RowReader, readRow } from './reading.ts';

export const institutionColumns = {
  name: { label: '机构名称', others: ['医疗机构名称'] },
  number: { label: '登记号', others: ['备案编号', '登记号(备案编号)', '机构登记号'] },
  creditCode: { label: '统一社会信用代码', optional: true },
  regionCode: { label: '行政区划代码' },
  type: { label: '机构类型', others: ['机构类别'], optional: true },
  authorityCode: { label: '审批机关代码', others: ['登记机关代码'] },
  headName: { label: '负责人', others: ['主要负责人'], optional: true },
  phone: { label: '联系电话', others: ['电话'], optional: true },
  licenceValidUntil: { label: '许可证有效期止', others: ['有效期止'], optional: true },
} satisfies Columns<string>;
export type InstitutionColumn = keyof typeof institutionColumns;

export interface InstitutionRow {
  readonly name: string;
  readonly number: string;
  readonly creditCode: string;
  readonly regionCode: string;
  readonly type: string;
  readonly authorityCode: string;
  readonly headName: string;
  /** A landline as often as not, so it is kept as written. */
  readonly phone: string;
  readonly licenceValidUntil: string | null;
}

export interface KnownCodes {
  readonly regions: ReadonlySet<string>;
  readonly authorities: ReadonlySet<string>;
}

export function readInstitutionRow(
  fields: Fields<InstitutionColumn>,
  { regions, authorities }: KnownCodes,
): Reading<InstitutionRow> {
  const row = readRow(institutionColumns, fields);
  const read = {
    name: row.text('name', { max: 200, required: true }),
    number: row.read('number', parseInstitutionNumber)?.number,
    creditCode: readCreditCode(row),
    regionCode: readRegion(row, 'regionCode', regions),
    type: row.text('type', { max: 100 }),
    authorityCode: readAuthorityCode(row, 'authorityCode'),
    headName: row.text('headName', { max: 100 }),
    phone: row.text('phone', { max: 100 }),
    licenceValidUntil: readOptionalDate(row),
  };
  const { authorityCode } = read;
  if (authorityCode !== undefined && authorityCode !== '' && !authorities.has(authorityCode)) {
    row.refuse('authorityCode', 'import.unknownAuthority');
  }
  if (authorityCode === '') row.refuse('authorityCode', 'import.empty');
  if (row.refusals.length > 0) return { ok: false, refusals: row.refusals };
  // Nothing was refused, so nothing is undefined.
  return { ok: true, good: read as InstitutionRow };
}

/** Many small clinics have none yet; a wrong check character is only unusual (GB 32100-2015, early codes). */
function readCreditCode(row: RowReader<InstitutionColumn>): string | undefined {
  const entry = row.read('creditCode', normalizeEntry);
  if (entry === undefined || entry === '') return entry;
  return row.read('creditCode', parseUnifiedSocialCreditCode)?.code;
}

function readOptionalDate(row: RowReader<InstitutionColumn>): string | null | undefined {
  const entry = row.read('licenceValidUntil', normalizeEntry);
  if (entry === undefined) return undefined;
  return entry === '' ? null : row.read('licenceValidUntil', parsePlainDate)?.toString();
}
