import { describe, expect, test } from 'vitest';
import { sampleDecider } from '../../../tests/factories/ruleSamples.ts';
import type { AuthorityRole } from './actor.ts';
import { mayConfirmDispute, mayHandleDispute } from './dispute.ts';

const codes = (refusals: readonly { readonly code: string }[]) => refusals.map(({ code }) => code);
const idNumber = '430104196305120011';
const person = { name: '张景和', idNumber };
const as = (role: AuthorityRole, given: Partial<typeof sampleDecider> = {}) => ({
  ...sampleDecider,
  accountId: 'decider-2',
  role,
  ...given,
});

describe('身份异议', () => {
  test('没有登记证件号码的,同名即须回避;同一人的另一账号提出的,也不能确认', () => {
    const namesake = as('decider', { name: person.name, idNumber: null });
    expect(codes(mayHandleDispute(namesake, person))).toEqual(['staff.sameName']);
    expect(codes(mayConfirmDispute(namesake, { ...person, proposedBy: 'officer-1' }))).toEqual(['staff.sameName']);
    const both = as('decider', { otherAccounts: ['officer-1'] });
    expect(codes(mayConfirmDispute(both, { ...person, proposedBy: 'officer-1' }))).toEqual(['dispute.secondOfficer']);
  });

  test.each([
    ['officer', [], ['step.moreRight']],
    ['decider', [], []],
    ['administrator', ['step.moreRight'], ['step.moreRight']],
    ['auditor', ['step.moreRight'], ['step.moreRight']],
  ] as const)('%s 处理 %j,确认 %j', (role, handle, confirm) => {
    expect(codes(mayHandleDispute(as(role), person))).toEqual(handle);
    expect(codes(mayConfirmDispute(as(role), { ...person, proposedBy: 'officer-1' }))).toEqual(confirm);
  });

  test('缺什么权限说哪一步', () => {
    expect(mayHandleDispute(as('auditor'), person)).toEqual([
      { code: 'step.moreRight', parameters: { step: '处理身份异议' } },
    ]);
    expect(mayConfirmDispute(as('officer'), { ...person, proposedBy: 'officer-1' })).toEqual([
      { code: 'step.moreRight', parameters: { step: '确认处理意见' } },
    ]);
  });

  test('提出处理意见的人不能确认,涉及自己的不能处理;一次说全', () => {
    expect(codes(mayConfirmDispute(as('decider'), { ...person, proposedBy: 'decider-2' }))).toEqual([
      'dispute.secondOfficer',
    ]);
    expect(codes(mayConfirmDispute(as('decider'), { ...person, proposedBy: null }))).toEqual([]);
    expect(codes(mayHandleDispute(as('decider', { idNumber }), person))).toEqual(['dispute.aboutYourself']);
    expect(codes(mayConfirmDispute(as('officer', { idNumber }), { ...person, proposedBy: 'decider-2' }))).toEqual([
      'step.moreRight',
      'dispute.secondOfficer',
      'dispute.aboutYourself',
    ]);
  });
});
