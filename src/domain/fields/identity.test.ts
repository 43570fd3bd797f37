import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accepted, refused } from './checked.ts';
import { idCheckDigit } from './idCheckDigit.ts';
import { type IdType, idTypeLabels, idTypes, maskIdNumber, parseIdNumber, parseIdType } from './identity.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const complete = (seventeen: string) => seventeen + idCheckDigit(seventeen);
const anyBirth = fc.integer({ min: 0, max: 45_000 }).map((days) => day('1900-01-01').add({ days }));
const anySeventeen = fc
  .tuple(fc.integer({ min: 110000, max: 699999 }), anyBirth, fc.integer({ min: 0, max: 999 }))
  .map(([place, birth, order]) => `${place}${birth.toString().replaceAll('-', '')}${String(order).padStart(3, '0')}`);

describe('证件类型', () => {
  test('认得标签、代码和名册中的惯用写法', () => {
    for (const type of idTypes) {
      expect(parseIdType(type)).toEqual(accepted(type));
      expect(parseIdType(`　${idTypeLabels[type]} `)).toEqual(accepted(type));
    }
    expect(parseIdType('身份证')).toEqual(accepted('residentIdCard'));
    expect(parseIdType('台胞证')).toEqual(accepted('taiwanTravelPermit'));
    expect(parseIdType('台\u202E胞证')).toEqual(refused('text.bidirectional'));
  });

  test('不认得的退回', () => {
    expect(parseIdType('驾驶证')).toEqual(refused('idType.unknown'));
    expect(parseIdType('constructor')).toEqual(refused('idType.unknown'));
  });
});

describe('居民身份证', () => {
  test('从号码得知出生日期和性别，末位小写x存为大写', () => {
    const expected = {
      type: 'residentIdCard',
      number: '11010519491231002X',
      birthDate: day('1949-12-31'),
      sex: 'female',
    };
    expect(parseIdNumber('residentIdCard', '11010519491231002X')).toEqual(accepted(expected));
    expect(parseIdNumber('residentIdCard', '110105-19491231-002X')).toEqual(accepted(expected));
    expect(parseIdNumber('residentIdCard', ' １１０１０５ 19491231 002x')).toEqual(accepted(expected));
  });

  test('不按现行区划拒绝：撤销的地区代码仍有人在用', () => {
    expect(parseIdNumber('residentIdCard', complete('69999919700101001')).ok).toBe(true);
  });

  test.each([
    ['', 'idNumber.empty'],
    ['110105491231002', 'idNumber.legacy15'],
    ['1101051949123100', 'idNumber.format'],
    ['X10105194912310021', 'idNumber.format'],
    ['110105194913310021', 'idNumber.birthDate'],
    ['110105190002290021', 'idNumber.birthDate'],
    ['110105194912310021', 'idNumber.checkDigit'],
    [complete('81000019900101001'), 'idNumber.typeMismatch'],
    [complete('91156919900101001'), 'idNumber.typeMismatch'],
    ['1101051949\u000012310021', 'text.controlCharacter'],
    ['A110105491231002', 'idNumber.format'],
    ['110105491231002A', 'idNumber.format'],
    [`${complete('11010519491231002')}5`, 'idNumber.format'],
    [`0${complete('11010519491231002')}`, 'idNumber.format'],
    ['110105184912310021', 'idNumber.birthDate'],
  ] as const)('「%s」退回：%s', (raw, code) => {
    expect(parseIdNumber('residentIdCard', raw)).toEqual(refused(code));
  });

  test('出生在1850年以后的都读得出', () => {
    expect(parseIdNumber('residentIdCard', complete('11010518500101001'))).toMatchObject({
      ok: true,
      value: { birthDate: day('1850-01-01') },
    });
  });

  test('号码读写往返：出生日期在号码中，顺序码单数为男', () => {
    fc.assert(
      fc.property(anySeventeen, (seventeen) => {
        const parsed = parseIdNumber('residentIdCard', complete(seventeen).toLowerCase());
        expect(parsed.ok && parsed.value.number).toBe(complete(seventeen));
        expect(parsed.ok && parsed.value.birthDate?.toString().replaceAll('-', '')).toBe(seventeen.slice(6, 14));
        expect(parsed.ok && parsed.value.sex).toBe(Number(seventeen.at(-1)) % 2 === 1 ? 'male' : 'female');
      }),
    );
  });

  test('任何一位写错都查得出', () => {
    fc.assert(
      fc.property(anySeventeen, fc.nat(16), fc.integer({ min: 1, max: 9 }), (seventeen, position, shift) => {
        const changed = (Number(seventeen.charAt(position)) + shift) % 10;
        const wrong = seventeen.slice(0, position) + changed + seventeen.slice(position + 1);
        expect(idCheckDigit(wrong)).not.toBe(idCheckDigit(seventeen));
        expect(parseIdNumber('residentIdCard', wrong + idCheckDigit(seventeen)).ok).toBe(false);
      }),
    );
  });
});

describe('其他证件', () => {
  test.each([
    ['hkMacaoTaiwanResidencePermit', complete('81000019900101001'), 'male'],
    ['hkMacaoTaiwanResidencePermit', complete('83000019900101002'), 'female'],
    ['foreignPermanentResidentCard', complete('91156919900101001'), 'male'],
  ] as const)('%s %s 按身份证结构读', (type, number, sex) => {
    expect(parseIdNumber(type, number)).toEqual(accepted({ type, number, birthDate: day('1990-01-01'), sex }));
  });

  test.each([
    ['hkMacaoTravelPermit', 'h12345678', 'H12345678'],
    ['hkMacaoTravelPermit', 'M1234567801', 'M12345678'],
    ['taiwanTravelPermit', '01234567', '01234567'],
    ['taiwanTravelPermit', '0123456702', '01234567'],
    ['foreignPermanentResidentCard', 'usa310082010101', 'USA310082010101'],
    ['passport', 'e12345678', 'E12345678'],
    ['passport', 'ABCD1', 'ABCD1'],
    ['passport', '1'.repeat(20), '1'.repeat(20)],
    ['officerCard', '1234', '1234'],
    ['officerCard', '军-1字2(3)4', '军-1字2(3)4'],
    ['officerCard', '军字第1234567号', '军字第1234567号'],
  ] as const)('%s「%s」存为 %s', (type, raw, number) => {
    expect(parseIdNumber(type, raw)).toEqual(accepted({ type, number, birthDate: null, sex: null }));
  });

  test.each([
    ['hkMacaoTaiwanResidencePermit', '11010519491231002X', 'idNumber.typeMismatch'],
    ['hkMacaoTaiwanResidencePermit', '8100', 'idNumber.format'],
    ['hkMacaoTaiwanResidencePermit', complete('18100001990101001'), 'idNumber.typeMismatch'],
    ['hkMacaoTaiwanResidencePermit', complete('84000019900101001'), 'idNumber.typeMismatch'],
    ['hkMacaoTravelPermit', 'A12345678', 'idNumber.format'],
    ['hkMacaoTravelPermit', 'AH12345678', 'idNumber.format'],
    ['hkMacaoTravelPermit', 'H123456789', 'idNumber.format'],
    ['taiwanTravelPermit', 'A12345678', 'idNumber.format'],
    ['taiwanTravelPermit', '123456789', 'idNumber.format'],
    ['taiwanTravelPermit', '1234567', 'idNumber.format'],
    ['foreignPermanentResidentCard', '11010519491231002X', 'idNumber.typeMismatch'],
    ['foreignPermanentResidentCard', 'US1234', 'idNumber.format'],
    ['foreignPermanentResidentCard', 'AUSA310082010101', 'idNumber.format'],
    ['foreignPermanentResidentCard', 'USA3100820101012', 'idNumber.format'],
    ['foreignPermanentResidentCard', `A${complete('11010519491231002')}`, 'idNumber.format'],
    ['foreignPermanentResidentCard', `${complete('11010519491231002')}A`, 'idNumber.format'],
    ['passport', 'E', 'idNumber.format'],
    ['passport', 'E12345678号', 'idNumber.format'],
    ['passport', '号E12345678', 'idNumber.format'],
    ['passport', '1'.repeat(21), 'idNumber.format'],
    ['passport', '1234', 'idNumber.format'],
    ['officerCard', '军字第1234567号#', 'idNumber.format'],
    ['officerCard', '#军字第1234567号', 'idNumber.format'],
    ['officerCard', '1'.repeat(21), 'idNumber.format'],
    ['passport', 'ABCDEFG', 'idNumber.format'],
    ['officerCard', '军字第12号', 'idNumber.format'],
  ] as const)('%s「%s」退回：%s', (type, raw, code) => {
    expect(parseIdNumber(type, raw)).toEqual(refused(code));
  });

  test('存下的号码再读一次不变', () => {
    const samples: readonly (readonly [IdType, string])[] = [
      ['hkMacaoTravelPermit', 'M1234567801'],
      ['taiwanTravelPermit', '0123456702'],
      ['officerCard', '南字第 0123456 号'],
    ];
    for (const [type, raw] of samples) {
      const once = parseIdNumber(type, raw);
      expect(once.ok && parseIdNumber(type, once.value.number)).toEqual(once);
    }
  });
});

test('证件号码遮盖为前三后四', () => {
  expect(maskIdNumber('110105194912310038')).toBe('110***********0038');
  expect(maskIdNumber('H12345678')).toBe('H1****678');
});
