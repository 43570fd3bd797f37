import { expect, test } from 'vitest';
import { accepted, refused } from './checked.ts';
import { parseInstitutionNumber } from './institutionNumber.ts';

test('登记号22位数字或大写字母', () => {
  const number = 'PDY00001233010219D2112';
  expect(parseInstitutionNumber(' pdy000012 330102 19d2112 ')).toEqual(accepted({ number, warning: null }));
});

test('备案诊所的编号写法不同，只提醒', () => {
  const number = '浙杭诊备〔2020〕12号';
  expect(parseInstitutionNumber(number)).toEqual(accepted({ number, warning: 'institutionNumber.unusual' }));
});

test.each(['PDY00001233010219D21122', '浙PDY00001233010219D2112', 'PDY00001233010219D2112号'])(
  '「%s」不是22位,只提醒',
  (number) => {
    expect(parseInstitutionNumber(number)).toEqual(accepted({ number, warning: 'institutionNumber.unusual' }));
  },
);

test('空的和过长的退回', () => {
  expect(parseInstitutionNumber('𠮷'.repeat(50)).ok).toBe(true);
  expect(parseInstitutionNumber('1\u202E')).toEqual(refused('text.bidirectional'));
  expect(parseInstitutionNumber(' ')).toEqual(refused('institutionNumber.empty'));
  expect(parseInstitutionNumber('1'.repeat(51))).toEqual(refused('institutionNumber.tooLong'));
});
