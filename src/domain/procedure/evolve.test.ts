import { describe, expect, test } from 'vitest';
import { sampleEvents, sampleSubmitted } from '../../../tests/factories/eventSamples.ts';
import { sampleApplication } from '../../../tests/factories/ruleSamples.ts';
import { type Application, blankApplication } from './application.ts';
import type { ApplicationEvent, ApplicationEventType } from './events.ts';
import { evolve, type RecordedEvent } from './evolve.ts';

const begin = (): Application =>
  blankApplication({
    id: 'application-1',
    kind: 'registration',
    physicianId: 'physician-1',
    accountId: 'account-1',
    entryId: null,
    subject: '',
    provinceCode: '',
    startedBy: 'applicant',
    createdAt: '2026-09-13T02:00:00Z',
  });
const at = '2026-09-21T02:00:00Z';
const recorded = (event: ApplicationEvent, given: Partial<RecordedEvent> = {}): RecordedEvent => ({
  event,
  at,
  desk: 'authority',
  accountId: 'officer-1',
  ...given,
});

/** What differs after an event, apart from the state itself, its instant, the version and who has handled it. */
function changed(event: ApplicationEvent, given: Partial<Application> = {}) {
  const before = { ...sampleApplication, state: 'atAuthority' as const, ...given };
  const { state, version, stateSince, handlings, ...after } = evolve(before, recorded(event));
  const kept: Partial<Readonly<Record<string, unknown>>> = before;
  const differs = Object.entries(after).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(kept[key]));
  return { state, ...Object.fromEntries(differs) };
}

describe('还没有事件的申请', () => {
  test('是一份草稿,什么都没有发生', () => {
    expect(begin()).toEqual({
      id: 'application-1',
      kind: 'registration',
      number: null,
      physicianId: 'physician-1',
      accountId: 'account-1',
      entryId: null,
      subject: '',
      provinceCode: '',
      institutionId: null,
      authorityId: null,
      consentAuthorityId: null,
      ownInstitution: false,
      startedBy: 'applicant',
      escalatedOn: null,
      steppedInOn: null,
      state: 'draft',
      version: 0,
      stateSince: '2026-09-13T02:00:00Z',
      submittedOn: null,
      passedOn: null,
      receivedOn: null,
      acceptedOn: null,
      decidedOn: null,
      pauses: [],
      nudges: 0,
      nudgedOn: null,
      answers: {},
      photoId: null,
      handlings: [],
    });
  });

  test('提交以后,所填和去处都是提交时的', () => {
    const event = { ...sampleSubmitted, consentAuthorityId: 'province-2', ownInstitution: true };
    const { type, on, changed: labels, ...submitted } = event;
    expect(evolve(begin(), recorded(event, { desk: 'applicant' }))).toEqual({
      ...begin(),
      ...submitted,
      state: 'atInstitution',
      stateSince: at,
      submittedOn: '2026-09-14',
      version: 1,
    });
  });

  test('重新提交是新的一轮:上一家机构的超期和催办不跟着走', () => {
    const before = { state: 'returned', escalatedOn: '2026-09-21', nudges: 2, nudgedOn: '2026-09-22' } as const;
    expect(evolve({ ...begin(), ...before }, recorded(sampleSubmitted))).toMatchObject({
      state: 'atInstitution',
      escalatedOn: null,
      nudges: 0,
      nudgedOn: null,
    });
  });
});

describe('每一种事件改什么,不改什么', () => {
  const on = '2026-09-21';
  const expected: Readonly<Record<Exclude<ApplicationEventType, 'submitted'>, object>> = {
    institutionPassed: { state: 'atAuthority', passedOn: on, receivedOn: on },
    institutionReturned: { state: 'returned' },
    institutionDeclined: { state: 'closedByInstitution', decidedOn: on },
    consentGiven: { state: 'atAuthority', receivedOn: on },
    consentRefused: { state: 'consentRefused', decidedOn: on },
    accepted: { state: 'accepted', acceptedOn: on },
    notAccepted: { state: 'notAccepted', decidedOn: on },
    supplementAsked: { state: 'supplement', pauses: [{ from: on, until: null }] },
    supplementAnswered: {
      state: 'atAuthority',
      receivedOn: on,
      answers: { phone: '13900000000' },
      photoId: 'photo-2',
    },
    approved: { state: 'approved', decidedOn: on },
    refused: { state: 'refused', decidedOn: on },
    withdrawn: { state: 'withdrawn', decidedOn: on },
    nudged: { state: 'atAuthority', nudges: 1, nudgedOn: on },
    claimed: { state: 'approved', decidedOn: on, number: 'DZ-2026-000001', submittedOn: on },
    reported: {
      state: 'atAuthority',
      number: 'BA-2026-000001',
      answers: { reason: '调离' },
      submittedOn: on,
      passedOn: on,
      receivedOn: on,
    },
    escalated: { state: 'atAuthority', escalatedOn: on },
    verified: { state: 'atAuthority' },
    steppedIn: { state: 'atAuthority', steppedInOn: on, passedOn: on, receivedOn: on },
    deemedAccepted: { state: 'accepted', acceptedOn: '2026-09-14' },
    lapsed: { state: 'withdrawn', decidedOn: on },
  };
  const { submitted, ...others } = sampleEvents;

  test.each(Object.values(others))('$type', (event) => {
    expect(changed(event)).toEqual(expected[event.type]);
  });

  test('再次要求补正:前一次还在;答复只结束没有答复的那一次', () => {
    const first = { from: '2026-09-01', until: '2026-09-03' };
    expect(changed(sampleEvents.supplementAsked, { pauses: [first] })).toEqual({
      state: 'supplement',
      pauses: [first, { from: on, until: null }],
    });
    const pauses = [first, { from: '2026-09-10', until: null }];
    const ended = [first, { from: '2026-09-10', until: on }];
    expect(changed(sampleEvents.supplementAnswered, { pauses })).toMatchObject({ pauses: ended });
    expect(changed(sampleEvents.lapsed, { pauses })).toMatchObject({ pauses: ended });
  });

  test('受理以后的补正,答复回到审批,收到的日期不变', () => {
    const accepted = { acceptedOn: '2026-09-16', receivedOn: '2026-09-15', state: 'supplement' } as const;
    expect(changed(sampleEvents.supplementAnswered, accepted)).toEqual({
      state: 'accepted',
      answers: { phone: '13900000000' },
      photoId: 'photo-2',
    });
  });

  test('跨省的,机构通过以后在同意的机关,还没有到审批机关', () => {
    expect(changed(sampleEvents.institutionPassed, { consentAuthorityId: 'province-2' })).toEqual({
      state: 'atConsent',
      passedOn: on,
    });
  });
});

describe('什么时候进入这个状态,谁办过', () => {
  test('状态没有变的,时间也不变;版本每次加一', () => {
    const waiting = { ...sampleApplication, state: 'atInstitution' as const, version: 4 };
    expect(evolve(waiting, recorded(sampleEvents.nudged))).toMatchObject({
      version: 5,
      stateSince: sampleApplication.stateSince,
    });
    expect(evolve(waiting, recorded(sampleEvents.institutionReturned))).toMatchObject({ version: 5, stateSince: at });
  });

  const handled = (given: Partial<RecordedEvent>, handlings: Application['handlings'] = []) =>
    evolve({ ...sampleApplication, handlings }, recorded(sampleEvents.nudged, given)).handlings;

  test('机构和机关的经办人记下;申请人、系统和没有账号的不记', () => {
    expect(handled({})).toEqual([{ desk: 'authority', accountId: 'officer-1' }]);
    expect(handled({ desk: 'institution', accountId: 'clerk-1' })).toEqual([
      { desk: 'institution', accountId: 'clerk-1' },
    ]);
    expect(handled({ desk: 'applicant' })).toEqual([]);
    expect(handled({ desk: 'clock' })).toEqual([]);
    expect(handled({ accountId: null })).toEqual([]);
  });

  test('同一个人在同一处只记一次;换一处、换一个人再记', () => {
    const before = [{ desk: 'authority', accountId: 'officer-1' }] as const;
    expect(handled({}, before)).toEqual(before);
    expect(handled({ desk: 'consent' }, before)).toEqual([...before, { desk: 'consent', accountId: 'officer-1' }]);
    expect(handled({ accountId: 'officer-2' }, before)).toEqual([
      ...before,
      { desk: 'authority', accountId: 'officer-2' },
    ]);
  });
});
