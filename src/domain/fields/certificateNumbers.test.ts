import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatLicenceNumber,
  groupByFours,
  maskQualificationNumber,
  parseLicenceNumber,
  parseQualificationNumber,
} from './certificateNumbers.ts';
import { accepted, refused } from './checked.ts';

describe('资格证书编码', () => {
  test('只整理写法，不按格式拒绝', () => {
    expect(parseQualificationNumber(' 2019３３ zy－0001 ')).toEqual(accepted('201933ZY-0001'));
    expect(parseQualificationNumber('7')).toEqual(accepted('7'));
    expect(parseQualificationNumber('1'.repeat(40))).toEqual(accepted('1'.repeat(40)));
  });

  test.each([
    ['　', 'qualificationNumber.empty'],
    ['1'.repeat(41), 'qualificationNumber.tooLong'],
    ['浙中医第1号', 'qualificationNumber.characters'],
    ['浙2019', 'qualificationNumber.characters'],
    ['2019号', 'qualificationNumber.characters'],
    ['2019\u202E', 'text.bidirectional'],
  ] as const)('「%s」退回：%s', (raw, code) => {
    expect(parseQualificationNumber(raw)).toEqual(refused(code));
  });

  test('编码内含身份证号，中间遮盖', () => {
    expect(maskQualificationNumber('20193314111010519491231002X')).toBe(`2019${'*'.repeat(19)}002X`);
  });
});

describe('执业证书编码', () => {
  const anyParts = fc.record({
    prefix: fc.integer({ min: 0, max: 999 }).map((value) => String(value).padStart(3, '0')),
    regionCode: fc.integer({ min: 110000, max: 829999 }).map(String),
    serial: fc.integer({ min: 1, max: 999_999 }),
  });

  test('类别3位、区划6位、顺序号6位', () => {
    expect(formatLicenceNumber({ prefix: '354', regionCode: '330102', serial: 1 })).toEqual(
      accepted('354330102000001'),
    );
  });

  test('编成的号码分组显示后仍能读回', () => {
    fc.assert(
      fc.property(anyParts, (parts) => {
        const number = formatLicenceNumber(parts);
        expect(number.ok && parseLicenceNumber(groupByFours(number.value))).toEqual(
          accepted({ number: number.ok && number.value, parts, warning: null }),
        );
      }),
    );
  });

  test.each([
    [{ prefix: '35', regionCode: '330102', serial: 1 }, 'licenceNumber.prefix'],
    [{ prefix: '3545', regionCode: '330102', serial: 1 }, 'licenceNumber.prefix'],
    [{ prefix: 'A354', regionCode: '330102', serial: 1 }, 'licenceNumber.prefix'],
    [{ prefix: '354', regionCode: '3301', serial: 1 }, 'licenceNumber.region'],
    [{ prefix: '354', regionCode: '3301021', serial: 1 }, 'licenceNumber.region'],
    [{ prefix: '354', regionCode: 'A330102', serial: 1 }, 'licenceNumber.region'],
    [{ prefix: '354', regionCode: '330102', serial: 1.5 }, 'licenceNumber.serial'],
    [{ prefix: '354', regionCode: '330102', serial: 1_000_000 }, 'licenceNumber.serial'],
    [{ prefix: '354', regionCode: '330102', serial: 0 }, 'licenceNumber.serial'],
  ] as const)('不合规的部分 %j 退回：%s', (parts, code) => {
    expect(formatLicenceNumber(parts)).toEqual(refused(code));
  });

  test('一个地区的顺序号用到最后一个', () => {
    expect(formatLicenceNumber({ prefix: '354', regionCode: '330102', serial: 999_999 })).toEqual(
      accepted('354330102999999'),
    );
  });

  test.each(['3543301020000011', 'A354330102000001', '354330102000001A', '1'.repeat(40)])('「%s」只提醒', (number) => {
    expect(parseLicenceNumber(number)).toEqual(
      accepted({ number, parts: null, warning: 'licenceNumber.notFifteenDigits' }),
    );
  });

  test('外来号码不是15位数字的只提醒', () => {
    const old = { number: '14133010200001', parts: null, warning: 'licenceNumber.notFifteenDigits' };
    expect(parseLicenceNumber('141 330102 00001')).toEqual(accepted(old));
  });

  test.each([
    ['', 'licenceNumber.empty'],
    ['1'.repeat(41), 'licenceNumber.tooLong'],
    ['第1号', 'licenceNumber.characters'],
    ['第1', 'licenceNumber.characters'],
    ['1号', 'licenceNumber.characters'],
    ['1\u202E', 'text.bidirectional'],
  ] as const)('「%s」退回：%s', (raw, code) => {
    expect(parseLicenceNumber(raw)).toEqual(refused(code));
  });

  test('四位一组显示', () => {
    expect(groupByFours('354330102000001')).toBe('3543 3010 2000 001');
    expect(groupByFours('')).toBe('');
  });
});
