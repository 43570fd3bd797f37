import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accepted, refused } from './checked.ts';
import { creditCodeCheckCharacter, parseUnifiedSocialCreditCode } from './unifiedSocialCreditCode.ts';

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const anySeventeen = fc.string({ unit: fc.constantFrom(...alphabet), minLength: 17, maxLength: 17 });

describe('统一社会信用代码', () => {
  test('校验位正确的没有提醒', () => {
    const code = { code: '91350100M000100Y43', warning: null };
    expect(parseUnifiedSocialCreditCode('91350100m000100y43')).toEqual(accepted(code));
    expect(parseUnifiedSocialCreditCode('９１３５０１００ M000100Y-43')).toEqual(accepted(code));
  });

  test('校验位不符的收下并提醒：早期代码可能如此', () => {
    const code = { code: '91350100M000100Y44', warning: 'creditCode.checkDigit' };
    expect(parseUnifiedSocialCreditCode('91350100M000100Y44')).toEqual(accepted(code));
  });

  test('方向控制符说方向控制符', () => {
    expect(parseUnifiedSocialCreditCode('9135\u202E0100')).toEqual(refused('text.bidirectional'));
  });

  test.each(['', '91350100M000100Y4', '91350100M000100Y433', '91350100I000100Y43', '91350100O000100Y43'])(
    '「%s」退回',
    (raw) => {
      expect(parseUnifiedSocialCreditCode(raw)).toEqual(refused('creditCode.format'));
    },
  );

  test('任何一位写错都查得出', () => {
    fc.assert(
      fc.property(anySeventeen, fc.nat(16), fc.integer({ min: 1, max: 30 }), (code, position, shift) => {
        const changed = alphabet.charAt((alphabet.indexOf(code.charAt(position)) + shift) % 31);
        const wrong = code.slice(0, position) + changed + code.slice(position + 1);
        expect(creditCodeCheckCharacter(wrong)).not.toBe(creditCodeCheckCharacter(code));
      }),
    );
  });

  test('自己算的校验位读回没有提醒', () => {
    fc.assert(
      fc.property(anySeventeen, (seventeen) => {
        const code = seventeen + creditCodeCheckCharacter(seventeen);
        expect(parseUnifiedSocialCreditCode(code)).toEqual(accepted({ code, warning: null }));
      }),
    );
  });
});
