import { expect, test } from 'vitest';
import { accepted, refused } from './checked.ts';
import { maskEmail, parseEmail } from './email.ts';

test('电子邮箱的域名不分大小写，全角和句号改为半角', () => {
  expect(parseEmail(' Zhang.San+tcm@QQ.com ')).toEqual(accepted('Zhang.San+tcm@qq.com'));
  expect(parseEmail('ｚｓ＠ｑｑ。ｃｏｍ')).toEqual(accepted('zs@qq.com'));
});

test('看不见的方向控制符不收', () => {
  expect(parseEmail('a\u202E@qq.com')).toEqual(refused('text.bidirectional'));
});

test.each([
  'a@b-c.cn',
  'a@1.cn',
  'a@mail.example.com.cn',
  `${'a'.repeat(64)}@qq.com`,
  `a@${'b'.repeat(63)}.com`,
  `a@${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(63)}.${'e'.repeat(60)}`,
])('「%s」是电子邮箱', (raw) => {
  expect(parseEmail(raw)).toEqual(accepted(raw));
});

test.each([
  '',
  'a@qq-.com',
  'a@qq.-com',
  'a@qq.com-',
  'a@qq.c_m',
  'a@b@qq.com',
  `${'a'.repeat(65)}@qq.com`,
  `a@${'b'.repeat(64)}.com`,
  'zhang',
  '@qq.com',
  'a@b',
  'a b@qq.com',
  'a@-qq.com',
  'a@qq..com',
  'a@qq.com\nBcc:b@qq.com',
  '张@qq.com',
  'a,b@qq.com',
])('「%s」不是电子邮箱', (raw) => {
  expect(parseEmail(raw)).toEqual(refused('email.format'));
});

test('过长的退回', () => {
  const longest = `a@${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(63)}.${'e'.repeat(60)}`;
  expect(parseEmail(`a${longest}`)).toEqual(refused('email.tooLong'));
  expect(parseEmail(`a@${'b'.repeat(60)}.${'c'.repeat(200)}.com`)).toEqual(refused('email.tooLong'));
});

test('遮盖后只看得出是哪家邮箱', () => {
  expect(maskEmail('zhangsan@qq.com')).toBe('zh******@qq.com');
  expect(maskEmail('a@qq.com')).toBe('*@qq.com');
});
