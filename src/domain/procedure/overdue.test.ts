import { describe, expect, test } from 'vitest';
import { on } from '../../../tests/factories/days.ts';
import {
  sampleApplication,
  sampleEntry,
  sampleFacts,
  sampleInstitution,
} from '../../../tests/factories/ruleSamples.ts';
import { getDefinition } from '../applications/catalogue.ts';
import type { Application } from './application.ts';
import { decide, type StepInput } from './decide.ts';
import { evolve } from './evolve.ts';
import type { Facts } from './facts.ts';

const registration = getDefinition('registration');

const attempt = (file: Partial<Application>, input: StepInput, date: string) => {
  const application = { ...sampleApplication, ...file };
  const { event, refusals } = decide(registration, application, input, sampleFacts, on(date));
  return refusals?.map(({ code }) => code) ?? event;
};

describe('期满之后才能走的步骤', () => {
  // 2026-09-14 is a Monday; five working days end on the 18th of a week without holidays before 09-20 (worked), 09-25 (中秋).
  const since = '2026-09-14T02:00:00Z';

  test('机构五个工作日,最后一天还不算超期;只提醒一次', () => {
    const file = { state: 'atInstitution', stateSince: since } as const;
    expect(attempt(file, { step: 'escalate' }, '2026-09-20')).toEqual(['step.tooEarly']);
    expect(attempt(file, { step: 'escalate' }, '2026-09-21')).toEqual({ type: 'escalated', on: '2026-09-21' });
    expect(attempt({ ...file, escalatedOn: '2026-09-21' }, { step: 'escalate' }, '2026-09-22')).toEqual([
      'step.notNow',
    ]);
  });

  test('主管部门十个工作日后可以直接办理,要写理由', () => {
    const file = { state: 'atInstitution', stateSince: since } as const;
    expect(attempt(file, { step: 'stepIn', reasons: '机构停业' }, '2026-09-28')).toEqual(['step.tooEarly']);
    expect(attempt(file, { step: 'stepIn', reasons: '' }, '2026-09-29')).toEqual(['review.reasons']);
    expect(attempt(file, { step: 'stepIn', reasons: '机构停业' }, '2026-09-29')).toEqual({
      type: 'steppedIn',
      on: '2026-09-29',
      reasons: '机构停业',
    });
  });

  test('五个工作日没有告知补正:自收到之日起视为受理,期限从收到之日算', () => {
    const file = { state: 'atAuthority', stateSince: since, receivedOn: '2026-09-15' } as const;
    expect(attempt(file, { step: 'deemAccepted' }, '2026-09-21')).toEqual(['step.tooEarly']);
    expect(attempt(file, { step: 'deemAccepted' }, '2026-09-22')).toEqual({
      type: 'deemedAccepted',
      on: '2026-09-22',
      acceptedOn: '2026-09-15',
      dueOn: '2026-10-19',
      provisional: false,
    });
    expect(attempt({ ...file, receivedOn: null }, { step: 'deemAccepted' }, '2026-09-21')).toMatchObject({
      acceptedOn: '2026-09-14',
    });
  });

  test('补正十五个工作日未答复:视为撤回', () => {
    const file = { state: 'supplement', stateSince: '2026-11-02T02:00:00Z' } as const;
    expect(attempt(file, { step: 'lapse' }, '2026-11-23')).toEqual(['step.tooEarly']);
    expect(attempt(file, { step: 'lapse' }, '2026-11-24')).toEqual({ type: 'lapsed', on: '2026-11-24' });
    // Nobody's silence takes back what an institution has reported.
    expect(attempt({ ...file, startedBy: 'institution' }, { step: 'lapse' }, '2026-11-24')).toEqual(['step.notNow']);
  });
});

describe('这些步骤之后的申请', () => {
  const moved = (file: Partial<Application>, event: Parameters<typeof evolve>[1]['event']) =>
    evolve({ ...sampleApplication, ...file }, { event, at: '2026-09-22T02:00:00Z', desk: 'clock', accountId: null });

  test('超期提醒不动状态,不算谁办过', () => {
    const file = moved({ state: 'atInstitution' }, { type: 'escalated', on: '2026-09-21' });
    expect(file).toMatchObject({ state: 'atInstitution', escalatedOn: '2026-09-21', handlings: [], version: 2 });
    expect(file.stateSince).toBe(sampleApplication.stateSince);
  });

  test('直接办理:像机构通过一样,跨省的仍要先同意', () => {
    const event = { type: 'steppedIn', on: '2026-09-28', reasons: '停业' } as const;
    const arrived = { state: 'atAuthority', passedOn: '2026-09-28', receivedOn: '2026-09-28' };
    expect(moved({ state: 'atInstitution' }, event)).toMatchObject(arrived);
    const far = moved({ state: 'atInstitution', consentAuthorityId: 'province-1' }, event);
    expect(far).toMatchObject({ state: 'atConsent', passedOn: '2026-09-28', receivedOn: null });
  });

  test('没有审批机关的,机构通过就是办结', () => {
    const passed = { type: 'institutionPassed', on: '2026-09-28', opinion: '', confirmed: [] } as const;
    expect(moved({ state: 'atInstitution', authorityId: null }, passed)).toMatchObject({
      state: 'approved',
      decidedOn: '2026-09-28',
      passedOn: '2026-09-28',
    });
  });

  test('视为受理从收到之日起;视为撤回结束停表', () => {
    const deemed = {
      type: 'deemedAccepted',
      on: '2026-09-22',
      acceptedOn: '2026-09-15',
      dueOn: '',
      provisional: false,
    } as const;
    expect(moved({ state: 'atAuthority' }, deemed)).toMatchObject({ state: 'accepted', acceptedOn: '2026-09-15' });
    const pauses = [
      { from: '2026-09-01', until: '2026-09-03' },
      { from: '2026-09-04', until: null },
    ];
    const lapsed = moved({ state: 'supplement', pauses }, { type: 'lapsed', on: '2026-09-25' });
    expect(lapsed).toMatchObject({ state: 'withdrawn', decidedOn: '2026-09-25' });
    expect(lapsed.pauses.map(({ until }) => until)).toEqual(['2026-09-03', '2026-09-25']);
  });

  test('申领和报告', () => {
    expect(moved({ state: 'draft' }, { type: 'claimed', on: '2026-09-22', number: 'DZ-1' })).toMatchObject({
      state: 'approved',
      number: 'DZ-1',
      submittedOn: '2026-09-22',
      decidedOn: '2026-09-22',
    });
    const reported = {
      institutionId: 'i',
      authorityId: 'u',
      answers: { reason: '调离' },
      knownOn: '2026-09-01',
      late: false,
    };
    const file = moved(
      { state: 'draft' },
      { type: 'reported', on: '2026-09-22', number: 'BA-1', provinceCode: '430000', ...reported },
    );
    expect(file).toMatchObject({
      state: 'atAuthority',
      number: 'BA-1',
      institutionId: 'i',
      authorityId: 'u',
      answers: { reason: '调离' },
    });
    expect([file.submittedOn, file.passedOn, file.receivedOn]).toEqual(['2026-09-22', '2026-09-22', '2026-09-22']);
  });
});

describe('机构报告(三十日)', () => {
  const entry = { ...sampleEntry, mainInstitutionId: 'institution-1' };
  const facts: Facts = { ...sampleFacts, entries: [entry], entry };
  const draft: Application = {
    ...sampleApplication,
    kind: 'inactiveFiling',
    entryId: 'entry-1',
    startedBy: 'institution',
  };
  const report = (given: { knownOn?: string; reason?: string; facts?: Partial<Facts>; kind?: string } = {}) => {
    const { knownOn = '2026-10-24', reason = '调离' } = given;
    const input = { step: 'report', number: 'BA-1', answers: { reason }, knownOn } as const;
    const definition = getDefinition(given.kind ?? 'inactiveFiling');
    const { event, refusals } = decide(definition, draft, input, { ...facts, ...given.facts }, on('2026-11-23'));
    return refusals?.map(({ code, field }) => `${code}@${field ?? ''}`) ?? event;
  };

  test('第三十日还不迟,第三十一日迟', () => {
    expect(report()).toMatchObject({
      type: 'reported',
      knownOn: '2026-10-24',
      late: false,
      authorityId: 'authority-1',
    });
    expect(report({ knownOn: '2026-10-23' })).toMatchObject({ late: true });
  });

  test('缺理由、缺知悉日期、日期在将来:一次说完', () => {
    expect(report({ knownOn: '', reason: '' })).toEqual(['field.choose@reason', 'field.required@knownOn']);
    expect(report({ knownOn: '2026-11-24' })).toEqual(['date.future@knownOn']);
    const input = { step: 'report', number: 'BA-1', answers: { reason: '调离' }, knownOn: '2026-11-24' } as const;
    expect(decide(getDefinition('inactiveFiling'), draft, input, facts, on('2026-11-23')).refusals).toMatchObject([
      { parameters: { label: '知悉日期' } },
    ]);
    expect(report({ knownOn: '2026-11-23' })).toMatchObject({ late: false });
  });

  test('别的业务在办不挡报告;同一业务在办、状态不对、没有审批机关都挡', () => {
    const open = (kind: string) => ({ open: [{ kind, subject: 'entry-1', entryId: 'entry-1', number: 'N' }] });
    expect(report({ facts: open('change') })).toMatchObject({ type: 'reported' });
    expect(report({ facts: open('inactiveFiling') })).toEqual(['start.alreadyOpen@']);
    expect(report({ facts: { entry: { ...entry, status: 'deregistered' } } })).toEqual(['start.entryStands@']);
    const institution = { ...sampleInstitution, authorityId: null };
    expect(report({ facts: { institution } })).toEqual(['institution.noAuthority@']);
    expect(report({ facts: { institution: null } })).toEqual(['institution.required@']);
  });

  test('只有规定了机构报告的业务', () => {
    expect(report({ kind: 'change' })).toEqual(['step.notNow@']);
  });
});
