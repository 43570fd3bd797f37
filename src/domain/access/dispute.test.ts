import { describe, expect, test } from 'vitest';
import { sampleDecider } from '../../../tests/factories/ruleSamples.ts';
import type { AuthorityRole } from './actor.ts';
import { mayConfirmDispute, mayHandleDispute } from './dispute.ts';

const codes = (refusals: readonly { readonly code: string }[]) => refusals.map(({ code }) => code);
const idNumber = '430104196305120011';
const as = (role: AuthorityRole, given: Partial<typeof sampleDecider> = {}) => ({
  ...sampleDecider,
  accountId: 'decider-2',
  role,
  ...given,
});

describe('身份异议', () => {
  test.each([
    ['officer', [], ['step.moreRight']],
    ['decider', [], []],
    ['administrator', ['step.moreRight'], ['step.moreRight']],
    ['auditor', ['step.moreRight'], ['step.moreRight']],
  ] as const)('%s 处理 %j,确认 %j', (role, handle, confirm) => {
    expect(codes(mayHandleDispute(as(role), idNumber))).toEqual(handle);
    expect(codes(mayConfirmDispute(as(role), { proposedBy: 'officer-1', idNumber }))).toEqual(confirm);
  });

  test('缺什么权限说哪一步', () => {
    expect(mayHandleDispute(as('auditor'), idNumber)).toEqual([
      { code: 'step.moreRight', parameters: { step: '处理身份异议' } },
    ]);
    expect(mayConfirmDispute(as('officer'), { proposedBy: 'officer-1', idNumber })).toEqual([
      { code: 'step.moreRight', parameters: { step: '确认处理意见' } },
    ]);
  });

  test('提出处理意见的人不能确认,涉及自己的不能处理;一次说全', () => {
    expect(codes(mayConfirmDispute(as('decider'), { proposedBy: 'decider-2', idNumber }))).toEqual([
      'dispute.secondOfficer',
    ]);
    expect(codes(mayConfirmDispute(as('decider'), { proposedBy: null, idNumber }))).toEqual([]);
    expect(codes(mayHandleDispute(as('decider', { idNumber }), idNumber))).toEqual(['dispute.aboutYourself']);
    expect(codes(mayConfirmDispute(as('officer', { idNumber }), { proposedBy: 'decider-2', idNumber }))).toEqual([
      'step.moreRight',
      'dispute.secondOfficer',
      'dispute.aboutYourself',
    ]);
  });
});
