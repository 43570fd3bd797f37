import { describe, expect, test } from 'vitest';
import { sampleRegistered } from '../../../tests/factories/ruleSamples.ts';
import { entryEnded, sitesEnded } from './endings.ts';
import { type Entry, evolveEntry, hasEnded, liveSites } from './entry.ts';
import type { RegisterEvent } from './events.ts';

const of = { entryId: 'entry-1' } as const;
const site = (siteId: string, institutionId: string, until: string): RegisterEvent => ({
  ...of,
  type: 'siteAdded',
  on: '2026-10-01',
  siteId,
  institutionId,
  authorityId: 'authority-2',
  from: '2026-10-01',
  until,
});

function fold(...events: readonly RegisterEvent[]): Entry {
  let entry = evolveEntry(undefined, sampleRegistered);
  for (const event of events) entry = evolveEntry(entry, event);
  return entry;
}

describe('执业信息', () => {
  test('准予注册后有效,没有别的', () => {
    expect(fold()).toEqual({
      id: 'entry-1',
      physicianId: 'physician-1',
      qualificationId: 'qualification-1',
      provinceCode: '430000',
      status: 'practising',
      licenceNo: '354430104000001',
      mainInstitutionId: 'institution-1',
      authorityId: 'authority-1',
      techniques: '针刺',
      conditions: '腰痛病',
      photoId: 'photo-1',
      registeredOn: '2026-09-21',
      mainSince: '2026-09-21',
      inactiveSince: null,
      suspendedUntil: null,
      endedOn: null,
      licenceClaimedOn: null,
      contact: {},
      sites: [],
    });
  });

  test('变更:主要执业机构和发证机关换了,首次注册日期不变', () => {
    const moved = { ...of, type: 'mainInstitutionChanged', on: '2027-03-01', institutionId: 'institution-2' } as const;
    expect(fold({ ...moved, authorityId: 'authority-2' })).toMatchObject({
      status: 'practising',
      registeredOn: '2026-09-21',
      mainSince: '2027-03-01',
      mainInstitutionId: 'institution-2',
      authorityId: 'authority-2',
    });
  });

  test('没有注册过的、别的执业信息的,什么都不能发生', () => {
    const moved = { ...of, type: 'reactivated', on: '2027-03-01' } as const;
    expect(() => evolveEntry(undefined, moved)).toThrow('needs the entry');
    expect(() => evolveEntry(fold(), { ...moved, entryId: 'entry-2' })).toThrow('needs the entry');
  });

  test('多执业机构:各自到期,终止一处不影响另一处', () => {
    const two = [site('a', 'institution-2', '2026-12-31'), site('b', 'institution-3', '2027-01-31')] as const;
    const entry = fold(...two);
    expect(entry.sites[0]).toEqual({
      id: 'a',
      institutionId: 'institution-2',
      authorityId: 'authority-2',
      from: '2026-10-01',
      until: '2026-12-31',
      endedOn: null,
    });
    const ids = (on: string, given = entry) => liveSites(given, on).map(({ id }) => id);
    expect([ids('2026-12-31'), ids('2027-01-01'), ids('2027-02-01')]).toEqual([['a', 'b'], ['b'], []]);
    const ended = evolveEntry(entry, { ...of, type: 'siteEnded', on: '2026-11-01', siteId: 'a', why: 'cancelled' });
    expect(ids('2026-11-01', ended)).toEqual(['b']);
    expect(ended.sites.map(({ endedOn }) => endedOn)).toEqual(['2026-11-01', null]);
  });

  test('备案和取消备案', () => {
    const inactive = { ...of, type: 'madeInactive', on: '2026-10-08', reason: '调离' } as const;
    expect(fold(inactive)).toMatchObject({ status: 'inactive', inactiveSince: '2026-10-08' });
    const back = fold(inactive, { ...of, type: 'reactivated', on: '2027-01-04' });
    expect(back).toMatchObject({ status: 'practising', inactiveSince: null });
  });

  test('暂停执业和期满', () => {
    const suspended = { ...of, type: 'suspended', on: '2026-10-08', from: '2026-10-08', until: '2027-04-07' } as const;
    expect(fold(suspended)).toMatchObject({ status: 'suspended', suspendedUntil: '2027-04-07' });
    const over = fold(suspended, { ...of, type: 'suspensionEnded', on: '2027-04-08' });
    expect(over).toMatchObject({ status: 'practising', suspendedUntil: null });
  });

  test.each(['deregistered', 'revoked', 'annulled'] as const)('%s:终止,备案的机构同日终止', (type) => {
    const before = fold(site('a', 'institution-2', '2026-12-31'), site('b', 'institution-3', '2027-01-31'));
    const events = entryEnded(before, '2026-11-02', type, '本人主动申请');
    expect(events.map((event) => event.type)).toEqual(['siteEnded', 'siteEnded', type]);
    let after = before;
    for (const event of events) after = evolveEntry(after, event);
    expect(after).toMatchObject({ status: type, endedOn: '2026-11-02' });
    expect(after.sites.every(({ endedOn }) => endedOn === '2026-11-02')).toBe(true);
    expect([hasEnded(before), hasEnded(after)]).toEqual([false, true]);
  });

  test('只终止在一家机构的备案', () => {
    const before = fold(site('a', 'institution-2', '2026-12-31'), site('b', 'institution-3', '2027-01-31'));
    expect(sitesEnded(before, '2026-11-02', 'becameMain', 'institution-3')).toEqual([
      { type: 'siteEnded', entryId: 'entry-1', on: '2026-11-02', siteId: 'b', why: 'becameMain' },
    ]);
    expect(sitesEnded(before, '2027-01-15', 'inactive').map(({ siteId }) => siteId)).toEqual(['b']);
  });

  test('更正只改说了的,照片和联系方式只换给了的', () => {
    const corrected = { ...of, type: 'corrected', on: '2026-11-02' } as const;
    expect(fold({ ...corrected, techniques: '艾灸' })).toMatchObject({ techniques: '艾灸', conditions: '腰痛病' });
    expect(fold({ ...corrected, conditions: '颈椎病' })).toMatchObject({ techniques: '针刺', conditions: '颈椎病' });
    const updated = { ...of, type: 'photoUpdated', on: '2026-11-02' } as const;
    const entry = fold(
      { ...updated, photoId: 'photo-2', contact: { phone: '1', address: '甲' } },
      { ...updated, photoId: null, contact: { phone: '2' } },
    );
    expect(entry).toMatchObject({ photoId: 'photo-2', contact: { phone: '2', address: '甲' } });
  });

  test('第一次申领的日期留着', () => {
    const claimed = (on: string): RegisterEvent => ({ ...of, type: 'licenceClaimed', on });
    expect(fold(claimed('2026-10-01'), claimed('2026-10-05')).licenceClaimedOn).toBe('2026-10-01');
  });
});
