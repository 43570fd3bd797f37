import { describe, expect, test } from 'vitest';
import { type RegisterEvent, registerEventTitle } from './events.ts';
import { registerEventWords } from './eventWords.ts';

const of = { entryId: 'entry-1', on: '2026-09-21' } as const;
const term = { from: '2026-10-01', until: '2027-03-31' } as const;
const corrected = { ...of, type: 'corrected' } as const;

describe('登记事件的话', () => {
  test.each<readonly [RegisterEvent, string]>([
    [
      { ...of, ...term, type: 'siteAdded', siteId: 's', institutionId: 'i', authorityId: 'a' },
      '2026年10月1日至2027年3月31日',
    ],
    [{ ...of, ...term, type: 'suspended' }, '2026年10月1日至2027年3月31日'],
    [{ ...of, type: 'siteEnded', siteId: 's', why: 'becameMain' }, '该机构成为主要执业机构'],
    [{ ...of, type: 'siteEnded', siteId: 's', why: 'expired' }, '有效期届满'],
    [{ ...of, type: 'madeInactive', reason: '退休' }, '退休'],
    [{ ...of, type: 'deregistered', reason: '本人主动申请' }, '本人主动申请'],
    [{ ...of, type: 'revoked', reason: '情节严重' }, '情节严重'],
    [{ ...of, type: 'annulled', reason: '以不正当手段取得' }, '以不正当手段取得'],
    [{ ...corrected, techniques: '艾灸', conditions: '颈椎病' }, '技术方法:艾灸;病证范围:颈椎病'],
    [{ ...corrected, techniques: '艾灸' }, '技术方法:艾灸'],
    [{ ...corrected, conditions: '颈椎病' }, '病证范围:颈椎病'],
    [corrected, ''],
    [{ ...of, type: 'mainInstitutionChanged', institutionId: 'i', authorityId: 'a' }, ''],
    [{ ...of, type: 'reactivated' }, ''],
    [{ ...of, type: 'suspensionEnded' }, ''],
    [{ ...of, type: 'photoUpdated', photoId: null, contact: { phone: '13800000000' } }, ''],
    [{ ...of, type: 'licenceClaimed' }, ''],
  ])('$0.type', (event, words) => {
    expect(registerEventWords(event)).toBe(words);
  });

  test('期满的和决定的恢复,标题不同', () => {
    const ended = { ...of, type: 'suspensionEnded' } as const;
    expect([registerEventTitle(ended), registerEventTitle({ ...ended, lifted: true })]).toEqual([
      '暂停执业期满,恢复有效',
      '提前恢复执业',
    ]);
  });
});
