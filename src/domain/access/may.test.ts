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

const idNumber = sampleFacts.physician.idNumber;
const codes = (actor: SignedIn, step: Step, application = sampleApplication) =>
  may(actor, step, application, idNumber).map(({ code }) => code);

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
    const application = { ...sampleApplication, state, consentAuthorityId: 'province-1' };
    const move = stepTable[state][step];
    const allowed = actors.filter((actor) => may(actor, step, application, idNumber).length === 0);
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
  });

  test('经办人受理,审批人决定,管理员和审计员都不办', () => {
    const atAuthority = { ...sampleApplication, state: 'atAuthority' as const };
    const accepted = { ...sampleApplication, state: 'accepted' as const };
    const as = (role: 'officer' | 'administrator' | 'auditor') => ({ ...sampleDecider, role });
    expect(codes(as('officer'), 'accept', atAuthority)).toEqual([]);
    expect(codes(as('officer'), 'approve', accepted)).toEqual(['step.moreRight']);
    expect(codes(as('administrator'), 'accept', atAuthority)).toEqual(['step.moreRight']);
    expect(codes(as('auditor'), 'refuse', accepted)).toEqual(['step.moreRight']);
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
