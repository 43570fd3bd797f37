import { describe, expect, test } from 'vitest';
import { sampleClerk, sampleDecider } from '../../../tests/factories/ruleSamples.ts';
import type { AuthorityRole } from './actor.ts';
import { mayConfirmRecovery, mayStartRecovery, mayStopRecovery, type StartedRecovery } from './recovery.ts';

const codes = (refusals: readonly { readonly code: string }[]) => refusals.map(({ code }) => code);
const person = { name: '某医师', idNumber: '430104196305120011' };
const officer = (role: AuthorityRole, given: Partial<typeof sampleDecider> = {}) => ({
  ...sampleDecider,
  accountId: 'officer-2',
  role,
  ...given,
});
const clerk = { ...sampleClerk, accountId: 'clerk-2', name: '第二人', idNumber: null };
const started: StartedRecovery = {
  ...person,
  frozen: false,
  institutionId: 'institution-1',
  authorityId: 'authority-1',
  authority: '岳麓区卫生健康局',
  startedBy: 'clerk-1',
  starterIdNumber: '430104197001010012',
  others: 1,
};
const atAuthority: StartedRecovery = { ...started, institutionId: null, others: 0, startedBy: 'officer-1' };

describe('办理找回账号', () => {
  test('机构的人都可以,主管部门只有经办人和审批人', () => {
    expect(mayStartRecovery(clerk, person)).toEqual([]);
    expect(mayStartRecovery(officer('officer'), person)).toEqual([]);
    expect(mayStartRecovery(officer('decider'), person)).toEqual([]);
    for (const role of ['administrator', 'auditor'] as const)
      expect(mayStartRecovery(officer(role), person)).toEqual([
        { code: 'step.moreRight', parameters: { step: '办理找回账号' } },
      ]);
  });

  test('不能给自己办:有证件号码的按号码,没有的按姓名', () => {
    expect(codes(mayStartRecovery({ ...clerk, idNumber: person.idNumber }, person))).toEqual([
      'recovery.aboutYourself',
    ]);
    expect(codes(mayStartRecovery({ ...clerk, name: person.name }, person))).toEqual(['staff.sameName']);
    const namesake = { ...clerk, name: person.name, idNumber: '430104197001010012' };
    expect(mayStartRecovery(namesake, person)).toEqual([]);
    const auditor = officer('auditor', { idNumber: person.idNumber });
    expect(codes(mayStartRecovery(auditor, person))).toEqual(['step.moreRight', 'recovery.aboutYourself']);
  });
});

describe('确认找回账号', () => {
  test('同一机构的第二个人', () => {
    expect(mayConfirmRecovery(clerk, started)).toEqual([]);
    expect(codes(mayConfirmRecovery({ ...clerk, accountId: 'clerk-1' }, started))).toEqual(['recovery.secondPerson']);
    const otherAccount = { ...clerk, idNumber: '430104197001010012' };
    expect(codes(mayConfirmRecovery(otherAccount, started))).toEqual(['recovery.secondPerson']);
    expect(mayConfirmRecovery(otherAccount, { ...started, starterIdNumber: null })).toEqual([]);
    expect(mayConfirmRecovery(clerk, { ...started, starterIdNumber: null })).toEqual([]);
  });

  test('机构有第二个人的由机构确认,没有的由主管部门确认', () => {
    expect(mayConfirmRecovery(officer('decider'), started)).toEqual([{ code: 'recovery.institutionConfirms' }]);
    const alone = { ...started, others: 0 };
    expect(mayConfirmRecovery(clerk, alone)).toEqual([
      { code: 'recovery.authorityConfirms', parameters: { authority: '岳麓区卫生健康局' } },
    ]);
    expect(mayConfirmRecovery(officer('decider'), alone)).toEqual([]);
  });

  test('没有执业机构的,由主管部门的第二个人确认', () => {
    expect(mayConfirmRecovery(officer('officer'), atAuthority)).toEqual([]);
    expect(mayConfirmRecovery(officer('officer'), { ...atAuthority, others: 3 })).toEqual([]);
    const starter = officer('decider', { accountId: 'officer-1' });
    expect(codes(mayConfirmRecovery(starter, atAuthority))).toEqual(['recovery.secondPerson']);
    expect(mayConfirmRecovery(officer('auditor'), atAuthority)).toEqual([
      { code: 'step.moreRight', parameters: { step: '确认找回账号' } },
    ]);
  });

  test('有身份异议的不能确认,涉及自己的不能确认;一次说全', () => {
    expect(codes(mayConfirmRecovery(clerk, { ...started, frozen: true }))).toEqual(['recovery.frozen']);
    const all = { ...atAuthority, frozen: true, starterIdNumber: person.idNumber };
    expect(codes(mayConfirmRecovery(officer('auditor', { idNumber: person.idNumber }), all))).toEqual([
      'step.moreRight',
      'recovery.secondPerson',
      'recovery.frozen',
      'recovery.aboutYourself',
    ]);
  });
});

test('停止办理要写理由', () => {
  expect(mayStopRecovery(clerk, '本人来电说没有申请')).toEqual([]);
  expect(mayStopRecovery(clerk, '')).toEqual([
    { code: 'field.required', field: 'words', parameters: { label: '停止办理的理由' } },
  ]);
  expect(mayStopRecovery(officer('administrator'), '')).toEqual([
    { code: 'step.moreRight', parameters: { step: '停止办理' } },
    { code: 'field.required', field: 'words', parameters: { label: '停止办理的理由' } },
  ]);
});
