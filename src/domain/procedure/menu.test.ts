import { describe, expect, test } from 'vitest';
import { sampleEntry, sampleFacts } from '../../../tests/factories/ruleSamples.ts';
import { change } from '../applications/change.ts';
import { multiSiteCancellation } from '../applications/multiSiteCancellation.ts';
import { reactivation } from '../applications/reactivation.ts';
import type { Entry } from '../register/entry.ts';
import type { Definition } from './definition.ts';
import { refusalsToStart, subjectsOf } from './menu.ts';

const today = '2026-03-02';
const codes = (definition: Definition, ...entries: readonly Entry[]) =>
  refusalsToStart(definition, { ...sampleFacts, entries }, today).map(({ code }) => code);

const inactive: Entry = { ...sampleEntry, id: 'entry-2', status: 'inactive', inactiveSince: '2025-06-01' };
const longInactive: Entry = { ...inactive, inactiveSince: '2023-01-01' };
const ended: Entry = { ...sampleEntry, id: 'entry-3', status: 'deregistered', endedOn: '2025-01-01' };

describe('业务申请:一种业务现在能不能办', () => {
  test('有一条执业信息能办就能办', () => {
    expect(codes(change, sampleEntry)).toEqual([]);
    expect(codes(change, inactive, sampleEntry)).toEqual([]);
    expect(codes(reactivation, sampleEntry, inactive)).toEqual([]);
  });

  test('有执业信息但状态不符的,说是什么状态,不说没有', () => {
    expect(codes(change, inactive)).toEqual(['start.entryStands']);
    expect(codes(change)).toEqual(['start.noEntry']);
    expect(codes(change, ended)).toEqual(['start.noEntry']);
  });

  test('备案满两年的,在进入之前就说明', () => {
    expect(codes(reactivation, longInactive)).toEqual(['start.twoYearsOver']);
    expect(codes(reactivation, sampleEntry)).toEqual(['start.noInactiveEntry']);
  });

  test('几条执业信息都不能办,同样的原因只说一次', () => {
    expect(codes(change, inactive, { ...inactive, id: 'entry-4' })).toEqual(['start.entryStands']);
    const suspended: Entry = { ...sampleEntry, id: 'entry-5', status: 'suspended' };
    expect(codes(change, inactive, suspended)).toEqual(['start.entryStands', 'start.entryStands']);
  });

  test('从一条执业信息办的,对象是它自己;从备案办的,是每一项还有效的备案', () => {
    const site = { id: 'site-1', institutionId: 'i', authorityId: 'a', from: '2026-01-01', endedOn: null };
    const live = { ...site, until: '2026-12-31' };
    const entry: Entry = { ...sampleEntry, sites: [live, { ...site, id: 'site-2', until: '2026-02-01' }] };
    expect(subjectsOf(change, entry, today)).toEqual([null]);
    expect(subjectsOf(multiSiteCancellation, entry, today)).toEqual([live]);
    expect(subjectsOf(multiSiteCancellation, sampleEntry, today)).toEqual([]);
  });

  test('多执业机构备案:没有有效的就没有可取消的', () => {
    const site = { id: 'site-1', institutionId: 'i', authorityId: 'a', from: '2026-01-01', until: '2026-12-31' };
    expect(codes(multiSiteCancellation, { ...sampleEntry, sites: [{ ...site, endedOn: null }] })).toEqual([]);
    expect(codes(multiSiteCancellation, { ...sampleEntry, sites: [{ ...site, endedOn: '2026-02-01' }] })).toEqual([
      'start.noSite',
    ]);
  });
});
