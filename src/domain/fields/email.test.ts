import { expect, test } from 'vitest';
import { accepted, refused } from './checked.ts';
import { maskEmail, parseEmail } from './email.ts';

test('电子邮箱的域名不分大小写，全角和句号改为半角', () => {
  expect(parseEmail(' Zhang.San+tcm@QQ.com ')).toEqual(accepted('Zhang.San+tcm@qq.com'));
  expect(parseEmail('ｚｓ＠ｑｑ。ｃｏｍ')).toEqual(accepted('zs@qq.com'));
});

test.each([
  '',
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
  expect(parseEmail(`a@${'b'.repeat(60)}.${'c'.repeat(200)}.com`)).toEqual(refused('email.tooLong'));
});

test('遮盖后只看得出是哪家邮箱', () => {
  expect(maskEmail('zhangsan@qq.com')).toBe('zh******@qq.com');
  expect(maskEmail('a@qq.com')).toBe('*@qq.com');
});
