import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkCharacter, isLicenceIdentifier, licenceIdentifier } from './licenceIdentifier.ts';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const character = fc.constantFrom(...alphabet);
const text = fc.array(character, { minLength: 1, maxLength: 60 }).map((all) => all.join(''));

describe('电子证照标识', () => {
  test.each([
    // Public identifiers of other kinds of certificate, issued by others.
    ['11100000000013338W011', '11430000006122244L', '20230000403', 1, 'U'],
    ['11100000000013338W011', '11430000006122244L', '20230000403', 2, 'S'],
    ['11100000MB03271699022', '340100', '000000016', 1, '9'],
    ['11100000000013338W032', '11220000013544541J', '2430599', 1, 'F'],
    ['11100000000013338W009', '11330105002500287C', '2025052201', 2, '0'],
  ])('%s %s %s 第%i版的校验位是 %s', (typeCode, issuer, serial, version, check) => {
    const identifier = licenceIdentifier({ typeCode, issuer, serial, version });
    expect(identifier).toBe(`1.2.156.3005.2.${typeCode}.${issuer}.${serial}.00${version}.${check}`);
    expect(isLicenceIdentifier(identifier)).toBe(true);
  });

  test.each([
    '1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.S',
    '1.2.156.3005.3.11100000000013338W011.11430000006122244L.20230000403.001.U',
    '11100000000013338W011.11430000006122244L.20230000403.001.U',
    '1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001',
    '1.2.156.3005.2.11100000000013338W011..20230000403.001.U',
    '1.2.156.3005.2.11100000000013338w011.11430000006122244L.20230000403.001.U',
    '',
  ])('不是标识:%s', (wrong) => expect(isLicenceIdentifier(wrong)).toBe(false));

  test.each([0, 1000, 1.5, Number.NaN])('版本号 %d 写不进三位', (version) => {
    const identity = { typeCode: '11100000000013338W011', issuer: '430100', serial: '1', version };
    expect(() => licenceIdentifier(identity)).toThrow(RangeError);
  });

  test('点、小写和汉字不能混进各段', () => {
    const good = { typeCode: '11100000000013338W011', issuer: '430100', serial: '1', version: 1 };
    for (const part of ['a', '1.2', '长沙', '', ' 1']) {
      expect(() => licenceIdentifier({ ...good, serial: part })).toThrow(RangeError);
      expect(() => licenceIdentifier({ ...good, issuer: part })).toThrow(RangeError);
      expect(() => licenceIdentifier({ ...good, typeCode: part })).toThrow(RangeError);
    }
  });

  test('任何一个字符写错,校验位都不同', () => {
    fc.assert(
      fc.property(text, fc.nat(), character, (right, place, other) => {
        const at = place % right.length;
        fc.pre(right[at] !== other);
        const wrong = right.slice(0, at) + other + right.slice(at + 1);
        expect(checkCharacter(wrong)).not.toBe(checkCharacter(right));
      }),
      { numRuns: 2000 },
    );
  });

  // ISO 7064 promises all single errors, and of exchanged neighbours all but one pair of 630.
  test.each([...alphabet])('在 %s 之后写反两个相邻字符,630对里只有1对发现不了', (before) => {
    const pairs = [...alphabet].flatMap((a, i) => [...alphabet.slice(i + 1)].map((b) => [a, b] as const));
    const missed = pairs.filter(([a, b]) => checkCharacter(before + a + b) === checkCharacter(before + b + a));
    expect(pairs).toHaveLength(630);
    expect(missed).toHaveLength(1);
  });
});
