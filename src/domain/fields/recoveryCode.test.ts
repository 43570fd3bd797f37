import { describe, expect, test } from 'vitest';
import { parseRecoveryCode, recoveryAlphabet } from './recoveryCode.ts';

describe('恢复码', () => {
  test('read as it was copied: spaces, dashes, width and case mean nothing, I, L and O are digits', () => {
    for (const typed of ['0123-4567-89AB-CDEF', '0123 4567 89ab cdef', 'oI23-4567-89AB-CDEF', 'olL3456789abcdef'])
      expect(parseRecoveryCode(typed).ok).toBe(true);
    expect(parseRecoveryCode(' oi23-4567-89ab-cdef ')).toEqual({ ok: true, value: '0123456789ABCDEF' });
  });

  test('too short, too long, with U or with a sign: refused', () => {
    for (const typed of ['', '0123456789ABCDE', '0123456789ABCDEF0', 'U123456789ABCDEF', '0123456789ABCDE中'])
      expect(parseRecoveryCode(typed)).toEqual({ ok: false, code: 'recoveryCode.format' });
  });

  test('thirty-two different characters, so that sixteen of them are 80 bits', () => {
    expect(new Set(recoveryAlphabet).size).toBe(32);
  });
});
