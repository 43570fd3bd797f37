import { parseQualificationNumber } from '../fields/certificateNumbers.ts';
import { type IdNumber, type IdType, parseIdNumber, parseIdType, type Sex } from '../fields/identity.ts';
import { normalizeEntry } from '../fields/normalize.ts';
import { parsePersonalName } from '../fields/personalName.ts';
import { parsePlainDate } from '../fields/plainDate.ts';
import { parseRegionCode, regionLevel } from '../fields/regionCode.ts';
import type { Columns, Fields } from './columns.ts';
import { type Reading, type RowReader, readRow } from './reading.ts';

/** 名册: one certificate of one person a line, as the provinces collect them after each assessment. */
export const rosterColumns = {
  name: { label: '姓名' },
  idType: { label: '证件类型', others: ['身份证件类型'] },
  idNumber: { label: '证件号码', others: ['身份证件号码', '身份证号', '身份证号码'] },
  sex: { label: '性别' },
  birthDate: { label: '出生日期', others: ['出生年月日'] },
  certificateNo: { label: '资格证书编码', others: ['资格证书编号', '证书编码', '证书编号'] },
  issuedOn: { label: '发证日期', others: ['签发日期'] },
  provinceCode: { label: '考核省份代码', others: ['考核省份'] },
  techniques: { label: '技术方法', others: ['中医药技术方法'] },
  conditions: { label: '病证范围', others: ['治疗病证范围', '具体治疗病证的范围'] },
  issuer: { label: '发证机关', others: ['签发机关'] },
} satisfies Columns<string>;
export type RosterColumn = keyof typeof rosterColumns;

export interface RosterRow {
  readonly name: string;
  readonly idType: IdType;
  readonly idNumber: string;
  readonly sex: Sex;
  readonly birthDate: string;
  readonly certificateNo: string;
  /** May lie in the future: provinces send the list before the day printed on the certificates. */
  readonly issuedOn: string;
  readonly provinceCode: string;
  readonly techniques: string;
  readonly conditions: string;
  readonly issuer: string;
}

const sexWords: Readonly<Record<string, Sex>> = { 男: 'male', 男性: 'male', 女: 'female', 女性: 'female' };

export function readRosterRow(fields: Fields<RosterColumn>, regions: ReadonlySet<string>): Reading<RosterRow> {
  const row = readRow(rosterColumns, fields);
  const name = row.read('name', parsePersonalName);
  const id = readId(row);
  const sex = readSex(row, id);
  const birthDate = readBirthDate(row, id);
  const certificateNo = row.read('certificateNo', parseQualificationNumber);
  const issuedOn = row.read('issuedOn', parsePlainDate)?.toString();
  const provinceCode = readProvince(row, regions);
  const techniques = readScope(row, 'techniques');
  const conditions = readScope(row, 'conditions');
  const issuer = row.text('issuer', { max: 100, required: true });
  const read = { name, sex, birthDate, certificateNo, issuedOn, provinceCode, techniques, conditions, issuer };
  if (row.refusals.length > 0 || id === undefined) return { ok: false, refusals: row.refusals };
  // Nothing was refused, so nothing is undefined.
  return { ok: true, good: { ...(read as RosterRow), idType: id.type, idNumber: id.number } };
}

function readId(row: RowReader<RosterColumn>): IdNumber | undefined {
  const type = row.read('idType', parseIdType);
  return type === undefined ? undefined : row.read('idNumber', (raw) => parseIdNumber(type, raw));
}

function readSex(row: RowReader<RosterColumn>, id: IdNumber | undefined): Sex | undefined {
  const word = row.read('sex', normalizeEntry);
  if (word === undefined) return undefined;
  const sex = Object.hasOwn(sexWords, word) ? sexWords[word] : undefined;
  if (sex === undefined) row.refuse('sex', 'import.sexUnknown');
  else if (id !== undefined && id.sex !== null && id.sex !== sex) row.refuse('sex', 'import.sexMismatch');
  return sex;
}

function readBirthDate(row: RowReader<RosterColumn>, id: IdNumber | undefined): string | undefined {
  const date = row.read('birthDate', parsePlainDate);
  if (date !== undefined && id !== undefined && id.birthDate !== null && !id.birthDate.equals(date)) {
    row.refuse('birthDate', 'import.birthDateMismatch');
  }
  return date?.toString();
}

function readProvince(row: RowReader<RosterColumn>, regions: ReadonlySet<string>): string | undefined {
  const code = row.read('provinceCode', parseRegionCode);
  if (code === undefined || (regionLevel(code) === 'province' && regions.has(code))) return code;
  row.refuse('provinceCode', 'import.unknownProvince');
  return undefined;
}

/** 考核合格的技术方法与病证范围 bound what the physician may do (令13), so neither may be missing. */
function readScope(row: RowReader<RosterColumn>, key: 'techniques' | 'conditions'): string | undefined {
  const scope = row.prose(key, 2000);
  if (scope === '') row.refuse(key, 'import.scopeMissing');
  return scope;
}
