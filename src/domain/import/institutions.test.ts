import { describe, expect, test } from 'vitest';
import { creditCodeCheckCharacter } from '../fields/unifiedSocialCreditCode.ts';
import type { Fields } from './columns.ts';
import { type InstitutionColumn, readInstitutionRow } from './institutions.ts';

const known = { regions: new Set(['430104']), authorities: new Set(['D430104']) };
const seventeen = '91430104MA4L1234A';
const creditCode = seventeen + creditCodeCheckCharacter(seventeen);
const good: Fields<InstitutionColumn> = {
  name: '青山县仁和中医诊所',
  number: '12345678943010411a1001',
  creditCode: creditCode.toLowerCase(),
  regionCode: '430104',
  type: '中医(综合)诊所',
  authorityCode: 'd430104',
  headName: '王苓',
  phone: '0731-88886666',
  licenceValidUntil: '2030年12月31日',
};
const read = (changed: Partial<Fields<InstitutionColumn>> = {}) => readInstitutionRow({ ...good, ...changed }, known);
const codes = (changed: Partial<Fields<InstitutionColumn>>) => {
  const reading = read(changed);
  return reading.ok ? [] : reading.refusals.map(({ column, code }) => `${column} ${code}`);
};

describe('机构的一行', () => {
  test('号码和日期写成一致的,座机号照原样', () => {
    expect(read()).toEqual({
      ok: true,
      good: {
        name: '青山县仁和中医诊所',
        number: '12345678943010411A1001',
        creditCode,
        regionCode: '430104',
        type: '中医(综合)诊所',
        authorityCode: 'D430104',
        headName: '王苓',
        phone: '0731-88886666',
        licenceValidUntil: '2030-12-31',
      },
    });
  });

  test('可以没有的:信用代码、类型、负责人、电话、有效期', () => {
    const none = { creditCode: ' ', type: '', headName: '', phone: '', licenceValidUntil: '\u3000' };
    expect(read(none)).toMatchObject({ ok: true, good: { ...none, creditCode: '', licenceValidUntil: null } });
  });

  test('名称、登记号、区划、机关不能空,一次说完', () => {
    expect(codes({ name: '', number: '', regionCode: '', authorityCode: '' })).toEqual([
      '机构名称 import.empty',
      '登记号 institutionNumber.empty',
      '行政区划代码 region.format',
      '审批机关代码 import.empty',
    ]);
  });

  test('机关要先导入;代码写错的不再说没有这个机关', () => {
    expect(codes({ authorityCode: 'D430105' })).toEqual(['审批机关代码 import.unknownAuthority']);
    expect(codes({ authorityCode: 'D430105/1' })).toEqual(['审批机关代码 import.authorityCode']);
  });

  test('信用代码:校验码不符照收,格式不对不收,损坏的只说一次', () => {
    const other = creditCode.endsWith('0') ? '1' : '0';
    expect(read({ creditCode: seventeen + other })).toMatchObject({
      ok: true,
      good: { creditCode: seventeen + other },
    });
    expect(codes({ creditCode: '91430104' })).toEqual(['统一社会信用代码 creditCode.format']);
    expect(codes({ creditCode: '\uFFFD' })).toEqual(['统一社会信用代码 text.damaged']);
  });

  test('有效期:写错的、损坏的都不收', () => {
    expect(codes({ licenceValidUntil: '2030-02-30' })).toEqual(['许可证有效期止 date.impossible']);
    expect(codes({ licenceValidUntil: '2030\uFFFD' })).toEqual(['许可证有效期止 text.damaged']);
  });

  test.each([
    ['name', 200, '机构名称'],
    ['type', 100, '机构类型'],
    ['headName', 100, '负责人'],
    ['phone', 100, '联系电话'],
  ] as const)('%s 最多 %i 个字', (key, max, label) => {
    expect(codes({ [key]: '一'.repeat(max) })).toEqual([]);
    expect(codes({ [key]: '一'.repeat(max + 1) })).toEqual([`${label} field.tooLong`]);
  });
});
