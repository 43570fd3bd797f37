import { describe, expect, test } from 'vitest';
import { sampleApplication } from '../../../tests/factories/ruleSamples.ts';
import { catalogue } from '../applications/catalogue.ts';
import { afterDecline, journeyOf, whatHappensNow } from './journey.ts';
import { isOver, type State, states } from './steps.ts';

const all = Object.keys(states) as State[];
const way = (application: Partial<typeof sampleApplication>) =>
  journeyOf({ ...sampleApplication, ...application }).map(({ leg, state }) => `${leg}:${state}`);

describe('办理进度', () => {
  test.each(all)('%s:每一步都有状态,最多一步正在办理或停止', (state) => {
    const crossProvinceOnly = state === 'atConsent' || state === 'consentRefused';
    for (const consentAuthorityId of crossProvinceOnly ? ['province-1'] : [null, 'province-1']) {
      const steps = journeyOf({ ...sampleApplication, state, consentAuthorityId });
      expect(steps.length).toBe(consentAuthorityId === null ? 4 : 5);
      const here = steps.filter((step) => step.state === 'current' || step.state === 'stopped');
      expect(here.length).toBe(state === 'approved' ? 0 : 1);
      expect(here.some((step) => step.state === 'stopped')).toBe(
        (isOver(state) && state !== 'approved') || state === 'returned',
      );
    }
    for (const definition of catalogue) {
      const { now, next } = whatHappensNow(definition, state);
      expect([now, next]).not.toContain('');
    }
  });

  test('跨省:机构审核通过以后等跨省同意', () => {
    expect(way({ state: 'atConsent', consentAuthorityId: 'province-1' })).toEqual([
      'submitted:done',
      'institution:done',
      'consent:current',
      'authority:todo',
      'licence:todo',
    ]);
  });

  test('撤回停在走到的那一步', () => {
    const withdrawn = { state: 'withdrawn', consentAuthorityId: 'province-1', submittedOn: '2026-03-02' } as const;
    const stopped = (given: object) => way({ ...withdrawn, ...given }).find((step) => step.endsWith('stopped'));
    expect(stopped({ passedOn: null, receivedOn: null })).toBe('institution:stopped');
    expect(stopped({ passedOn: '2026-03-03', receivedOn: null })).toBe('consent:stopped');
    expect(stopped({ passedOn: '2026-03-03', receivedOn: '2026-03-04' })).toBe('authority:stopped');
  });

  test('机构自己决定的业务没有审批这一步,也不说要审批;不用审核的也没有机构这一步', () => {
    const ownDecision = catalogue.filter(({ route }) => route.decidedBy === 'institution');
    expect(ownDecision.length).toBeGreaterThan(0);
    for (const definition of ownDecision)
      expect(whatHappensNow(definition, 'atInstitution').next).toBe('机构审核通过后立即生效,您不必做什么。');
    const passed = { state: 'approved', authorityId: null, submittedOn: '2026-03-02', passedOn: '2026-03-03' } as const;
    expect(way(passed)).toEqual(['submitted:done', 'institution:done', 'licence:done']);
    expect(way({ ...passed, institutionId: null, passedOn: null })).toEqual(['submitted:done', 'licence:done']);
  });

  test('机构不同意:只有能选机构的业务才说另选机构', () => {
    const chosen = catalogue
      .filter((each) => afterDecline(each).includes('另选'))
      .map(({ route }) => route.institution);
    expect(new Set(chosen)).toEqual(new Set(['asked']));
  });
});
