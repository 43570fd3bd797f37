import { expect, test } from 'vitest';
import { accepted, refused } from './checked.ts';
import { loginNameKey, parseLoginName } from './loginName.ts';

test.each(['zhangsan', 'Zhang_San-1.0', '张仲景', '张三', 'a123', '杏林wang', 'a'.repeat(32), '张'.repeat(16)])(
  '登录名「%s」可用',
  (name) => {
    expect(parseLoginName(` ${name}　`)).toEqual(accepted(name));
  },
);

test.each([
  ['', 'loginName.tooShort'],
  ['abc', 'loginName.tooShort'],
  ['张', 'loginName.tooShort'],
  ['a'.repeat(33), 'loginName.tooLong'],
  ['张'.repeat(17), 'loginName.tooLong'],
  ['13800001234', 'loginName.beginning'],
  ['_zhang', 'loginName.beginning'],
  ['张_a\u202E', 'text.bidirectional'],
  ['@zhang', 'loginName.characters'],
  ['zhang@', 'loginName.characters'],
  ['zhang san', 'loginName.characters'],
  ['zhang@qq.com', 'loginName.characters'],
  ['zhаng', 'loginName.characters'],
] as const)('「%s」退回：%s', (raw, code) => {
  expect(parseLoginName(raw)).toEqual(refused(code));
});

test('大小写不同的登录名是同一个', () => {
  expect([loginNameKey('ZhangSan'), loginNameKey('zhangsan')]).toEqual(['zhangsan', 'zhangsan']);
});
