import { describe, expect, test } from 'vitest';
import { accepted, refused } from './checked.ts';
import { parsePassword } from './password.ts';

const blocklist = new Set(['abc123456', 'passw0rd', 'correct horse battery']);

describe('指南规定的密码：6至16位数字和字母组合', () => {
  test.each(['abc123', 'Abc12345678901Xy', 'a1!@#$%^', '~1234Z', '!a2345'])('「%s」可用', (password) => {
    expect(parsePassword('guide', password, blocklist)).toEqual(accepted(password));
  });

  test.each([
    ['abc12', 'password.tooShort'],
    ['abc12345678901234', 'password.tooLong'],
    ['abcdefgh', 'password.letterAndDigit'],
    ['12345678', 'password.letterAndDigit'],
    ['ａｂｃ123', 'password.characters'],
    ['abc 123', 'password.characters'],
    ['中abc123', 'password.characters'],
    ['abc123中', 'password.characters'],
    ['𠮷a1', 'password.tooShort'],
    ['!!!!!!!', 'password.letterAndDigit'],
    ['中医abc123', 'password.characters'],
    ['abc12\uD842', 'password.characters'],
    ['ABC123456', 'password.common'],
    ['Passw0rd', 'password.common'],
  ] as const)('「%s」退回：%s', (password, code) => {
    expect(parsePassword('guide', password, blocklist)).toEqual(refused(code));
  });
});

describe('只看长度的密码', () => {
  test('至少15个字符，有第二重验证时至少8个', () => {
    expect(parsePassword('modern', '望闻问切 四诊合参 辨证论治!', blocklist).ok).toBe(true);
    expect(parsePassword('modern', 'fourteen chars', blocklist)).toEqual(refused('password.tooShort'));
    expect(parsePassword('modernWithSecondFactor', 'eight ch', blocklist).ok).toBe(true);
    expect(parsePassword('modernWithSecondFactor', 'seven c', blocklist)).toEqual(refused('password.tooShort'));
  });

  test('最多128个字符，不收控制字符和常见密码', () => {
    expect(parsePassword('modern', 'x'.repeat(128), blocklist).ok).toBe(true);
    expect(parsePassword('modern', 'x'.repeat(129), blocklist)).toEqual(refused('password.tooLong'));
    expect(parsePassword('modern', 'fifteen chars\u0000..', blocklist)).toEqual(refused('password.characters'));
    expect(parsePassword('modern', 'fifteen chars \uD842..', blocklist)).toEqual(refused('password.characters'));
    expect(parsePassword('modern', 'Correct Horse Battery', blocklist)).toEqual(refused('password.common'));
  });

  test('不同设备输入的同一密码相同，首尾空格保留', () => {
    const composed = parsePassword('modern', ' José et un secret ', blocklist);
    expect(parsePassword('modern', ' Jose\u0301 et un secret ', blocklist)).toEqual(composed);
    expect(composed).toEqual(accepted(' José et un secret '));
  });
});
