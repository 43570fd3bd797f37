import { describe, expect, test } from 'vitest';
import { sampleApplication } from '../../../tests/factories/ruleSamples.ts';
import type { Application } from './application.ts';
import { deskOf, isEditable, isOver, type State, type Step, states, stepsNow, stepTable } from './steps.ts';

const all = Object.keys(states) as State[];
const leads = (state: State, step: Step, given: Partial<Application> = {}) => {
  const to = stepTable[state][step]?.to;
  return typeof to === 'function' ? to({ ...sampleApplication, ...given }) : to;
};

describe('步骤表', () => {
  test('结束了的什么都不能再做,没有结束的都能做些什么', () => {
    const ends = ['approved', 'refused', 'notAccepted', 'withdrawn', 'closedByInstitution', 'consentRefused'];
    expect(all.filter(isOver)).toEqual(ends);
    for (const state of all) expect(stepsNow(state).length > 0).toBe(!isOver(state));
  });

  test('草稿、退回、待补正时本人可以修改,也只有这时在本人手里', () => {
    expect(all.filter(isEditable)).toEqual(['draft', 'returned', 'supplement']);
    expect(all.filter((state) => deskOf(state) === 'applicant')).toEqual(['draft', 'returned', 'supplement']);
  });

  test.each(all)('%s:在谁手里,就有归谁的步骤;结束了的不在谁手里', (state) => {
    const desk = deskOf(state);
    const desks = stepsNow(state).map((step) => stepTable[state][step]?.by);
    if (desk === null) expect(desks).toEqual([]);
    else expect(desks).toContain(desk);
  });

  test('机构通过以后:没有审批机关就办结,跨省的先去同意', () => {
    for (const step of ['passAtInstitution', 'stepIn'] as const) {
      expect(leads('atInstitution', step, { authorityId: null })).toBe('approved');
      expect(leads('atInstitution', step, { authorityId: null, consentAuthorityId: 'p' })).toBe('approved');
      expect(leads('atInstitution', step)).toBe('atAuthority');
      expect(leads('atInstitution', step, { consentAuthorityId: 'province-2' })).toBe('atConsent');
    }
  });

  test('补正以后回到原来的地方', () => {
    expect(leads('supplement', 'answerSupplement')).toBe('atAuthority');
    expect(leads('supplement', 'answerSupplement', { acceptedOn: '2026-09-15' })).toBe('accepted');
  });

  test('没有结束的申请本人随时可以撤回', () => {
    expect(all.filter((state) => leads(state, 'withdraw') === 'withdrawn')).toEqual(
      all.filter((state) => !isOver(state)),
    );
  });
});
