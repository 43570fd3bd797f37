import { describe, expect, test } from 'vitest';
import { sampleApplication } from '../../../tests/factories/ruleSamples.ts';
import { catalogue, getDefinition } from '../applications/catalogue.ts';
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
      const { now, next } = whatHappensNow(definition, { ...sampleApplication, state });
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

  test('走过的每一步有日子;没有走到的没有', () => {
    const days = (application: Partial<typeof sampleApplication>) =>
      journeyOf({ ...sampleApplication, ...application }).map(({ leg, doneOn }) => `${leg} ${doneOn ?? ''}`);
    const far = {
      consentAuthorityId: 'province-1',
      submittedOn: '2026-03-02',
      passedOn: '2026-03-03',
      receivedOn: '2026-03-04',
    };
    expect(days({ ...far, state: 'atConsent' })).toEqual([
      'submitted 2026-03-02',
      'institution 2026-03-03',
      'consent ',
      'authority ',
      'licence ',
    ]);
    expect(days({ ...far, state: 'approved', decidedOn: '2026-03-20' })).toEqual([
      'submitted 2026-03-02',
      'institution 2026-03-03',
      'consent 2026-03-04',
      'authority 2026-03-20',
      'licence 2026-03-20',
    ]);
    // A supplement moves the day of receipt, so nothing says any more when consent was given.
    const pauses = [{ from: '2026-03-05', until: '2026-03-06' }];
    expect(days({ ...far, pauses, state: 'accepted' })[2]).toBe('consent ');
  });

  test('还没有提交的停在提交;没有跨省的撤回不停在同意', () => {
    expect(way({ state: 'draft', submittedOn: null, authorityId: null })).toEqual([
      'submitted:current',
      'institution:todo',
      'authority:todo',
      'licence:todo',
    ]);
    expect(way({ state: 'draft', submittedOn: '2026-03-02', authorityId: null })).toHaveLength(4);
    expect(way({ state: 'withdrawn', submittedOn: null, authorityId: null })).toEqual([
      'submitted:stopped',
      'institution:todo',
      'authority:todo',
      'licence:todo',
    ]);
    expect(way({ state: 'withdrawn', institutionId: null, submittedOn: null })).toEqual([
      'submitted:stopped',
      'institution:todo',
      'authority:todo',
      'licence:todo',
    ]);
    const passed = { state: 'withdrawn', submittedOn: '2026-03-02', passedOn: '2026-03-03', receivedOn: null } as const;
    expect(way(passed)).toEqual(['submitted:done', 'institution:done', 'authority:stopped', 'licence:todo']);
  });

  test.each([
    ['atInstitution', ['done', 'current', 'todo', 'todo']],
    ['returned', ['done', 'stopped', 'todo', 'todo']],
    ['closedByInstitution', ['done', 'stopped', 'todo', 'todo']],
    ['atAuthority', ['done', 'done', 'current', 'todo']],
    ['accepted', ['done', 'done', 'current', 'todo']],
    ['supplement', ['done', 'done', 'current', 'todo']],
    ['notAccepted', ['done', 'done', 'stopped', 'todo']],
    ['refused', ['done', 'done', 'stopped', 'todo']],
    ['approved', ['done', 'done', 'done', 'done']],
  ] as const)('%s', (state, steps) => {
    expect(journeyOf({ ...sampleApplication, state }).map((step) => step.state)).toEqual(steps);
  });

  test('现在在谁那里,接下来怎样', () => {
    const next = (kind: string, state: State) => whatHappensNow(getDefinition(kind), { ...sampleApplication, state });
    expect(next('registration', 'atInstitution').next).toContain('自动转给{afterInstitution}');
    expect(next('photoUpdate', 'accepted').next).toBe('作出决定后会立即通知您和机构。');
    expect(next('registration', 'closedByInstitution')).toEqual({
      now: '{institution}不同意,申请已结束。',
      next: '您可以另选一家机构重新申请。',
    });
  });

  test('机构报告的没有办成:说登记没有改变,不说可以重新申请', () => {
    const reported = { ...sampleApplication, startedBy: 'institution' } as const;
    for (const state of ['refused', 'notAccepted'] as const)
      expect(whatHappensNow(getDefinition('inactiveFiling'), { ...reported, state }).next).toContain('没有改变');
    expect(whatHappensNow(getDefinition('inactiveFiling'), { ...reported, state: 'accepted' }).next).toContain('决定');
  });

  test('机构自己决定的业务没有审批这一步,也不说要审批;不用审核的也没有机构这一步', () => {
    const ownDecision = catalogue.filter(({ route }) => route.decidedBy === 'institution');
    expect(ownDecision.length).toBeGreaterThan(0);
    for (const definition of ownDecision)
      expect(whatHappensNow(definition, { ...sampleApplication, state: 'atInstitution' }).next).toMatch(
        /^机构审核通过后立即生效。.*不审核的,您可以随时撤回/,
      );
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
