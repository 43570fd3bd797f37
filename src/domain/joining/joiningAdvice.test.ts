import { expect, test } from 'vitest';
import { creditCodeCheckCharacter } from '../fields/unifiedSocialCreditCode.ts';
import { adviceOn, type JoiningFacts } from './joiningAdvice.ts';

const creditCode = `91430102MA4L16JQ9${creditCodeCheckCharacter('91430102MA4L16JQ9')}`;
const facts: JoiningFacts = {
  name: '康宁中医诊所',
  number: 'PDY0000000000000000001',
  creditCode,
  regionCode: '430102',
  authorityRegionCode: '430100',
  listed: null,
  namesakes: [],
};
const doubts = (given: Partial<JoiningFacts>) =>
  adviceOn({ ...facts, ...given })
    .filter(({ good }) => !good)
    .map(({ about, words }) => `${about}:${words}`);

test('一份没有疑问的申请', () => {
  expect(doubts({})).toEqual([]);
  expect(doubts({ creditCode: '' })).toEqual([]);
  expect(doubts({ listed: { name: facts.name, creditCode: '' } })).toEqual([]);
});

test('每一项疑问都说明要核对什么', () => {
  expect(doubts({ number: '湘备001' })).toEqual([expect.stringContaining('登记号格式:')]);
  expect(doubts({ creditCode: `${creditCode.slice(0, 17)}${creditCode.endsWith('0') ? '1' : '0'}` })).toEqual([
    expect.stringContaining('校验位不符'),
  ]);
  expect(doubts({ listed: { name: '仁济中医诊所', creditCode: '' } })).toEqual([
    expect.stringContaining('“仁济中医诊所”'),
  ]);
  expect(doubts({ listed: { name: facts.name, creditCode: '91430102MA4L16JQ90' } })).toEqual([
    expect.stringContaining('统一社会信用代码不同'),
  ]);
  expect(doubts({ namesakes: ['PDY2'] })).toEqual([expect.stringContaining('PDY2')]);
  expect(doubts({ regionCode: '330102' })).toEqual(['行政区划:不在本机关的区域内,请核对']);
});
