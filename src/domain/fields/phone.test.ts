import { expect, test } from 'vitest';
import { accepted, refused } from './checked.ts';
import { maskPhone, parsePhone } from './phone.ts';

test.each([
  '13800001234',
  '138 0000 1234',
  '138-0000-1234',
  '+86 13800001234',
  '008613800001234',
  '8613800001234',
  '１３８００００１２３４',
])('手机号「%s」存为11位数字', (raw) => {
  expect(parsePhone(raw)).toEqual(accepted('13800001234'));
});

test('方向控制符说方向控制符', () => {
  expect(parsePhone('138\u202E00001234')).toEqual(refused('text.bidirectional'));
});

test.each([
  '',
  '1386138000',
  '1+8613800001234',
  '138+8600001234',
  '861380000123',
  'A13800001234',
  '13800001234A',
  '12800001234',
  '1380000123',
  '138000012345',
  '0571-87000000',
  '+1 13800001234',
])('「%s」不是手机号', (raw) => {
  expect(parsePhone(raw)).toEqual(refused('phone.format'));
});

test('手机号遮住中间四位', () => {
  expect(maskPhone('13800001234')).toBe('138****1234');
});
