import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { idCheckDigit } from '../fields/idCheckDigit.ts';
import { idTypeLabels } from '../fields/identity.ts';
import type { Fields } from './columns.ts';
import { type RosterColumn, type RosterRow, readRosterRow } from './roster.ts';

const regions = new Set(['330000', '510000', '330100']);

const good: Fields<RosterColumn> = {
  name: '欧阳䶮',
  idType: '居民身份证',
  idNumber: withCheck('33010219900921703'),
  sex: '男',
  birthDate: '1990-09-21',
  certificateNo: '202133354330102199009217',
  issuedOn: '2021-03-04',
  provinceCode: '330000',
  techniques: '熏洗',
  conditions: '痔病、湿疮',
  issuer: '浙江省中医药管理局',
};

function withCheck(first: string): string {
  return `${first}${idCheckDigit(first)}`;
}

function codes(changed: Partial<Fields<RosterColumn>>): string[] {
  const reading = readRosterRow({ ...good, ...changed }, regions);
  return reading.ok ? [] : reading.refusals.map(({ column, code }) => `${column} ${code}`);
}

/** The row as it would be written into a roster again. */
function written(row: RosterRow): Fields<RosterColumn> {
  return { ...row, idType: idTypeLabels[row.idType], sex: row.sex === 'male' ? '男' : '女' };
}

describe('名册的一行', () => {
  test('全角数字、小写x、空格、斜线日期都读成同一个值', () => {
    const wide = good.idNumber.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
    const untidy = { ...good, name: ' 欧阳䶮\u3000', idNumber: `${wide} `, birthDate: '1990/9/21', sex: '男 ' };
    expect(readRosterRow(untidy, regions)).toEqual(readRosterRow(good, regions));
  });

  test('一行的所有问题一次说完', () => {
    expect(codes({ name: '', sex: '女', birthDate: '1990-09-22', techniques: '', provinceCode: '990000' })).toEqual([
      '姓名 name.empty',
      '性别 import.sexMismatch',
      '出生日期 import.birthDateMismatch',
      '考核省份代码 import.unknownProvince',
      '技术方法 import.scopeMissing',
    ]);
  });

  test('市的代码不是省份', () => {
    expect(codes({ provinceCode: '330100' })).toEqual(['考核省份代码 import.unknownProvince']);
  });

  test('发证日期在将来不是问题', () => {
    expect(codes({ issuedOn: '2099-01-01' })).toEqual([]);
  });

  test('证件不认得的,不再拿号码比对性别和出生日期', () => {
    expect(codes({ idType: '驾驶证', sex: '女', birthDate: '1990-09-22' })).toEqual(['证件类型 idType.unknown']);
  });

  test('号码里没有性别和出生日期的证件,照名册写的', () => {
    const passport = { idType: '护照', idNumber: 'E12345678', sex: '女', birthDate: '1990-09-22' };
    expect(readRosterRow({ ...good, ...passport }, regions)).toMatchObject({
      ok: true,
      good: { idType: 'passport', idNumber: 'E12345678', sex: 'female', birthDate: '1990-09-22' },
    });
  });

  test('写错的日期、性别、省份、证书编码各说各的,空的发证机关也说', () => {
    expect(
      codes({
        sex: '无',
        birthDate: '九月',
        certificateNo: '',
        issuedOn: '2021-02-29',
        provinceCode: '33',
        issuer: ' ',
      }),
    ).toEqual([
      '性别 import.sexUnknown',
      '出生日期 date.format',
      '资格证书编码 qualificationNumber.empty',
      '发证日期 date.impossible',
      '考核省份代码 region.format',
      '发证机关 import.empty',
    ]);
    expect(codes({ sex: 'toString' })).toEqual(['性别 import.sexUnknown']);
    expect(codes({ sex: '男\uFFFD' })).toEqual(['性别 text.damaged']);
    expect(codes({ provinceCode: '650000' })).toEqual(['考核省份代码 import.unknownProvince']);
  });

  test('技术方法和病证范围最多两千字,发证机关一百字', () => {
    expect(codes({ techniques: '针'.repeat(2000), conditions: '病'.repeat(2000), issuer: '局'.repeat(100) })).toEqual(
      [],
    );
    expect(codes({ techniques: '针'.repeat(2001), conditions: '', issuer: '局'.repeat(101) })).toEqual([
      '技术方法 field.tooLong',
      '病证范围 import.scopeMissing',
      '发证机关 field.tooLong',
    ]);
  });

  test('变成科学计数的号码说明要改成文本格式', () => {
    expect(codes({ idNumber: '3.30102E+17' })).toEqual(['证件号码 import.digitsLost']);
  });

  test('损坏的字说明出来,不当作姓名收下', () => {
    expect(codes({ name: '欧阳\uFFFD', conditions: '痔\uFFFD' })).toEqual([
      '姓名 text.damaged',
      '病证范围 text.damaged',
    ]);
  });

  test('读出的结果再读一次不变', () => {
    const blank = fc.constantFrom('', ' ', '\u3000', '\u200B', '\t');
    const around = (text: fc.Arbitrary<string>) => fc.tuple(blank, text, blank).map((parts) => parts.join(''));
    const cells = fc.record({
      name: around(fc.constantFrom('𠮷田', '张　三', '阿卜杜拉•买买提', 'Jean Luc')),
      birth: fc.date({ min: new Date('1930-01-01'), max: new Date('2005-12-31'), noInvalidDate: true }),
      order: fc.integer({ min: 0, max: 999 }),
      techniques: around(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 })),
      issuer: around(fc.string({ minLength: 1, maxLength: 30 })),
      separator: fc.constantFrom('-', '/', '.'),
    });
    fc.assert(
      fc.property(cells, ({ name, birth, order, techniques, issuer, separator }) => {
        const day = birth.toISOString().slice(0, 10);
        const idNumber = withCheck(`330102${day.replaceAll('-', '')}${String(order).padStart(3, '0')}`).toLowerCase();
        const fields = { ...good, name, idNumber, sex: order % 2 === 1 ? '男' : '女', techniques, issuer };
        const first = readRosterRow({ ...fields, birthDate: day.replaceAll('-', separator) }, regions);
        fc.pre(first.ok);
        expect(readRosterRow(written(first.good), regions)).toEqual(first);
      }),
    );
  });
});
