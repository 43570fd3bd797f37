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

test('空的和过长的退回', () => {
  expect(parseInstitutionNumber(' ')).toEqual(refused('institutionNumber.empty'));
  expect(parseInstitutionNumber('1'.repeat(51))).toEqual(refused('institutionNumber.tooLong'));
});
