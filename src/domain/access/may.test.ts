import { describe, expect, test } from 'vitest';
import {
  sampleApplication,
  sampleClerk,
  sampleDecider,
  sampleFacts,
  samplePerson,
} from '../../../tests/factories/ruleSamples.ts';
import { type State, type Step, states, steps, stepTable } from '../procedure/steps.ts';
import type { SignedIn } from './actor.ts';
import { may } from './may.ts';

const { name, idNumber } = sampleFacts.physician;
const applicant = { name, idNumber };
const codes = (actor: SignedIn, step: Step, application = sampleApplication) =>
  may(actor, step, application, applicant).map(({ code }) => code);

const provincial: SignedIn = {
  ...sampleDecider,
  accountId: 'decider-p',
  authorityId: 'province-1',
  path: 'D430000',
  consents: true,
};
const actors: readonly SignedIn[] = [samplePerson, sampleClerk, sampleDecider, provincial];
const desks = { applicant: samplePerson, institution: sampleClerk, authority: sampleDecider, consent: provincial };

describe('谁可以办哪一步', () => {
  const cells = (Object.keys(states) as State[]).flatMap((state) =>
    (Object.keys(steps) as Step[]).map((step) => ({ state, step })),
  );

  test.each(cells)('$state × $step:表里没有就没有人可以,有就只有那个岗位可以', ({ state, step }) => {
    // 核对 is for an own clinic alone.
    const ownInstitution = step === 'verify';
    const application = { ...sampleApplication, state, ownInstitution, consentAuthorityId: 'province-1' };
    const move = stepTable[state][step];
    const allowed = actors.filter((actor) => may(actor, step, application, applicant).length === 0);
    expect(allowed).toEqual(move === undefined || move.by === 'clock' ? [] : [desks[move.by]]);
  });
});

describe('回避与分工', () => {
  test('不能办理本人的申请', () => {
    const clerk = { ...sampleClerk, idNumber };
    expect(codes(clerk, 'passAtInstitution', { ...sampleApplication, state: 'atInstitution' })).toEqual([
      'file.aboutYourself',
    ]);
    const officer = { ...sampleDecider, idNumber };
    expect(codes(officer, 'accept', { ...sampleApplication, state: 'atAuthority' })).toEqual(['file.aboutYourself']);
  });

  test('前面环节办理过的人不能再办', () => {
    const handled = {
      ...sampleApplication,
      state: 'atAuthority' as const,
      handlings: [{ desk: 'institution' as const, accountId: 'decider-1' }],
    };
    expect(codes(sampleDecider, 'accept', handled)).toEqual(['file.handledEarlier']);
  });

  test('本人机构:可以自审机构一步,但机关须由两人分别受理和决定', () => {
    const own = { ...sampleApplication, ownInstitution: true };
    expect(codes({ ...sampleClerk, idNumber }, 'passAtInstitution', { ...own, state: 'atInstitution' })).toEqual([]);
    const accepted = {
      ...own,
      state: 'accepted' as const,
      handlings: [{ desk: 'authority' as const, accountId: 'decider-1' }],
    };
    expect(codes(sampleDecider, 'approve', accepted)).toEqual(['file.twoOfficers']);
    expect(codes({ ...sampleDecider, accountId: 'decider-2' }, 'approve', accepted)).toEqual([]);
    // Another account of whoever accepted is no other officer.
    const same = { ...sampleDecider, accountId: 'decider-2', otherAccounts: ['decider-1'] };
    expect(codes(same, 'approve', accepted)).toEqual(['file.twoOfficers']);
  });

  test('本人机构视为受理的没有人办理过:先由另一名人员核对,再决定', () => {
    const deemed = { ...sampleApplication, ownInstitution: true, state: 'accepted' as const };
    for (const step of ['approve', 'refuse'] as const)
      expect(codes(sampleDecider, step, deemed)).toEqual(['file.twoOfficers']);
    const officer = { ...sampleDecider, accountId: 'officer-9', role: 'officer' as const };
    expect(codes(officer, 'verify', deemed)).toEqual([]);
    const verified = { ...deemed, handlings: [{ desk: 'authority' as const, accountId: 'officer-9' }] };
    expect(codes(sampleDecider, 'approve', verified)).toEqual([]);
    expect(codes(officer, 'verify', verified)).toEqual(['file.verifiedBefore']);
    // The only 审批人 of a small office may have accepted it.
    const accepted = { ...deemed, handlings: [{ desk: 'authority' as const, accountId: 'decider-1' }] };
    expect(codes(officer, 'verify', accepted)).toEqual([]);
    const both = { ...verified, handlings: [...accepted.handlings, ...verified.handlings] };
    expect(codes(sampleDecider, 'approve', both)).toEqual([]);
    expect(codes(officer, 'verify', { ...deemed, ownInstitution: false })).toEqual(['file.noSecondOfficer']);
  });

  test('两人分办只限本人机构、只限决定、只看机关这一处', () => {
    const handlings = [{ desk: 'authority' as const, accountId: 'decider-1' }];
    const accepted = { ...sampleApplication, state: 'accepted' as const, handlings };
    const own = { ...accepted, ownInstitution: true };
    expect(codes(sampleDecider, 'approve', accepted)).toEqual([]);
    expect(codes(sampleDecider, 'refuse', own)).toEqual(['file.twoOfficers']);
    expect(codes(sampleDecider, 'askForSupplement', own)).toEqual([]);
    const earlier = { ...own, handlings: [{ desk: 'institution' as const, accountId: 'decider-1' }] };
    expect(codes(sampleDecider, 'approve', earlier)).toEqual(['file.handledEarlier', 'file.twoOfficers']);
    const after = { ...own, handlings: [{ desk: 'institution' as const, accountId: 'clerk-1' }, ...handlings] };
    expect(codes(sampleDecider, 'approve', after)).toEqual(['file.twoOfficers']);
    const others = { ...own, handlings: [{ desk: 'authority' as const, accountId: 'officer-9' }] };
    expect(codes(sampleDecider, 'approve', others)).toEqual([]);
  });

  test('回避:证件号码相同才是本人;本人机构也只免机构这一步', () => {
    const atAuthority = { ...sampleApplication, state: 'atAuthority' as const, ownInstitution: true };
    expect(codes({ ...sampleDecider, idNumber }, 'accept', atAuthority)).toEqual(['file.aboutYourself']);
    expect(codes({ ...sampleDecider, idNumber: '430104196305120038' }, 'accept', atAuthority)).toEqual([]);
    // Somebody else of their own clinic has nothing to be excused from either.
    const atInstitution = { ...sampleApplication, state: 'atInstitution' as const, ownInstitution: true };
    expect(codes(sampleClerk, 'passAtInstitution', atInstitution)).toEqual([]);
  });

  test('没有登记证件号码的,与申请人同名即须回避,除非是本人机构的机构一步', () => {
    const head = { ...sampleClerk, name };
    const atInstitution = { ...sampleApplication, state: 'atInstitution' as const };
    expect(codes(head, 'passAtInstitution', atInstitution)).toEqual(['staff.sameName']);
    expect(codes(head, 'passAtInstitution', { ...atInstitution, ownInstitution: true })).toEqual([]);
    expect(codes({ ...head, idNumber: '430104196305120038' }, 'passAtInstitution', atInstitution)).toEqual([]);
    const officer = { ...sampleDecider, name };
    expect(codes(officer, 'accept', { ...sampleApplication, state: 'atAuthority' })).toEqual(['staff.sameName']);
  });

  test('同一人在机构和机关各有账号:前面环节用另一账号办理过的,也不能再办', () => {
    const handled = {
      ...sampleApplication,
      state: 'atAuthority' as const,
      handlings: [{ desk: 'institution' as const, accountId: 'clerk-9' }],
    };
    expect(codes({ ...sampleDecider, otherAccounts: ['clerk-9'] }, 'accept', handled)).toEqual(['file.handledEarlier']);
    expect(codes({ ...sampleDecider, otherAccounts: ['clerk-8'] }, 'accept', handled)).toEqual([]);
  });

  test('申请人自己的几步,不问回避和分工', () => {
    const handled = {
      ...sampleApplication,
      handlings: [{ desk: 'authority' as const, accountId: 'account-1' }],
    };
    expect(codes(samplePerson, 'submit', handled)).toEqual([]);
  });

  test('账号、机构、机关的号相同,但不是那一端的人,不归其办理', () => {
    const state = (name: State) => ({ ...sampleApplication, state: name, consentAuthorityId: 'province-1' });
    expect(codes({ ...sampleClerk, accountId: 'account-1' }, 'submit', state('draft'))).toEqual(['step.notYours']);
    expect(codes({ ...samplePerson, accountId: 'account-2' }, 'submit', state('draft'))).toEqual(['step.notYours']);
    const institutionless = { ...state('atInstitution'), institutionId: null };
    expect(codes(sampleClerk, 'passAtInstitution', institutionless)).toEqual(['step.notYours']);
    expect(codes(sampleDecider, 'giveConsent', state('atConsent'))).toEqual(['step.notYours']);
  });

  test('说归谁办理,现在是什么状态,缺哪一步的权限', () => {
    const ask = (actor: SignedIn, step: Step, state: State, given: Partial<typeof sampleApplication> = {}) =>
      may(actor, step, { ...sampleApplication, state, ...given }, applicant)[0]?.parameters;
    expect(ask(samplePerson, 'approve', 'draft')).toEqual({ state: '草稿', step: '准予' });
    expect(ask(samplePerson, 'approve', 'accepted')).toEqual({ desk: '审批机关' });
    expect(ask(samplePerson, 'giveConsent', 'atConsent')).toEqual({ desk: '拟执业省的中医药主管部门' });
    expect(ask(sampleDecider, 'passAtInstitution', 'atInstitution')).toEqual({ desk: '拟执业机构' });
    expect(ask(sampleDecider, 'submit', 'draft')).toEqual({ desk: '申请人本人' });
    expect(ask({ ...sampleDecider, role: 'officer' }, 'refuse', 'accepted')).toEqual({ step: '不予' });
    expect(ask(samplePerson, 'withdraw', 'atAuthority', { startedBy: 'institution' })).toEqual({ desk: '审批机关' });
  });

  test('机构报告的,本人不能撤回,也不能代机构补正;没有人能补,就不能要求补正,并说怎么办', () => {
    const reported = { ...sampleApplication, startedBy: 'institution' as const };
    expect(codes(samplePerson, 'withdraw', { ...reported, state: 'atAuthority' })).toEqual(['step.notYours']);
    expect(codes(samplePerson, 'answerSupplement', { ...reported, state: 'supplement' })).toEqual(['step.notYours']);
    for (const state of ['atAuthority', 'accepted'] as const) {
      expect(codes(sampleDecider, 'askForSupplement', { ...reported, state })).toEqual(['supplement.reported']);
      expect(codes(sampleDecider, 'askForSupplement', { ...sampleApplication, state })).toEqual([]);
    }
    expect(codes(sampleDecider, 'accept', { ...reported, state: 'atAuthority' })).toEqual([]);
    expect(codes(sampleDecider, 'refuseAcceptance', { ...reported, state: 'atAuthority' })).toEqual([]);
    expect(codes(samplePerson, 'withdraw', { ...sampleApplication, state: 'atAuthority' })).toEqual([]);
    expect(codes(samplePerson, 'answerSupplement', { ...sampleApplication, state: 'supplement' })).toEqual([]);
  });

  test.each(['approve', 'refuse', 'giveConsent', 'refuseConsent', 'stepIn'] as const)(
    '%s 是决定:经办人不能,审批人能',
    (step) => {
      const state = (Object.keys(states) as State[]).find((each) => stepTable[each][step] !== undefined) ?? 'draft';
      const file = { ...sampleApplication, state, consentAuthorityId: 'province-1' };
      const decider = step === 'giveConsent' || step === 'refuseConsent' ? provincial : sampleDecider;
      expect(codes({ ...decider, role: 'officer' }, step, file)).toEqual(['step.moreRight']);
      expect(codes(decider, step, file)).toEqual([]);
    },
  );

  test('经办人受理,审批人决定,管理员和审计员都不办', () => {
    const atAuthority = { ...sampleApplication, state: 'atAuthority' as const };
    const accepted = { ...sampleApplication, state: 'accepted' as const };
    const as = (role: 'officer' | 'administrator' | 'auditor') => ({ ...sampleDecider, role });
    expect(codes(as('officer'), 'accept', atAuthority)).toEqual([]);
    expect(codes(as('officer'), 'approve', accepted)).toEqual(['step.moreRight']);
    expect(codes(as('administrator'), 'accept', atAuthority)).toEqual(['step.moreRight']);
    expect(codes(as('auditor'), 'refuse', accepted)).toEqual(['step.moreRight']);
  });

  test('第一次补正经办人可以;再次补正由审批人办(一次告知)', () => {
    const officer = { ...sampleDecider, role: 'officer' as const };
    const accepted = { ...sampleApplication, state: 'accepted' as const };
    const again = { ...accepted, pauses: [{ from: '2026-09-16', until: '2026-09-18' }] };
    expect(codes(officer, 'askForSupplement', accepted)).toEqual([]);
    expect(codes(officer, 'askForSupplement', again)).toEqual(['supplement.decider']);
    expect(codes(sampleDecider, 'askForSupplement', again)).toEqual([]);
    expect(codes({ ...officer, role: 'auditor' }, 'askForSupplement', again)).toEqual(['step.moreRight']);
  });

  test('别的机构、上级机关:不归其办理', () => {
    expect(
      codes({ ...sampleClerk, institutionId: 'other' }, 'passAtInstitution', {
        ...sampleApplication,
        state: 'atInstitution',
      }),
    ).toEqual(['step.notYours']);
    expect(codes(provincial, 'approve', { ...sampleApplication, state: 'accepted' })).toEqual(['step.notYours']);
  });
});
