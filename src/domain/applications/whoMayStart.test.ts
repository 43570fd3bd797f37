import { describe, expect, test } from 'vitest';
import { sampleEntry, sampleFacts, sampleInstitution } from '../../../tests/factories/ruleSamples.ts';
import type { Facts } from '../procedure/facts.ts';
import type { Entry, EntryStatus } from '../register/entry.ts';
import type { Refusal } from '../vocabulary/refusals.ts';
import { catalogue, getDefinition } from './catalogue.ts';

const today = '2026-11-23';
const site = {
  id: 's',
  institutionId: 'institution-1',
  authorityId: 'a',
  from: '2026-01-01',
  until: '2027-01-01',
  endedOn: null,
};
const entry: Entry = { ...sampleEntry, photoId: 'photo-1', sites: [site] };
const facts: Facts = { ...sampleFacts, entries: [entry], entry };
const codes = (refusals: readonly Refusal[]) =>
  refusals.map(({ code, field }) => (field === undefined ? code : `${code}@${field}`));
const start = (kind: string, given: Partial<Facts> = {}, on = today) =>
  codes(getDefinition(kind).whoMayStart({ ...facts, ...given }, on));
const standing = (status: EntryStatus, given: Partial<Entry> = {}): Partial<Facts> => {
  const stands = { ...entry, status, ...given };
  return { entries: [stands], entry: stands };
};

describe('谁可以办', () => {
  test.each(catalogue.map(({ kind }) => kind))('%s:先激活账户', (kind) => {
    expect(start(kind, { activated: false })).toEqual(['start.notActivated']);
  });

  const about = catalogue.filter(({ route }) => route.from !== 'qualification').map(({ kind }) => kind);
  test.each(about)('%s:没有执业信息,没有可办的', (kind) => {
    expect(start(kind, { entries: [], entry: null })).toHaveLength(1);
    // Before one is chosen it is enough that there is one.
    const fitting = kind === 'reactivation' ? standing('inactive', { inactiveSince: '2026-06-01' }).entries : [entry];
    expect(start(kind, { entries: fitting ?? [], entry: null })).toEqual([]);
  });

  const allowed: Readonly<Record<string, readonly EntryStatus[]>> = {
    change: ['practising'],
    multiSiteFiling: ['practising'],
    multiSiteCancellation: ['practising', 'suspended'],
    inactiveFiling: ['practising'],
    reactivation: ['inactive'],
    deregistration: ['practising', 'inactive'],
    photoUpdate: ['practising', 'suspended'],
  };
  const statuses: readonly EntryStatus[] = [
    'practising',
    'inactive',
    'suspended',
    'deregistered',
    'revoked',
    'annulled',
  ];
  test.each(Object.entries(allowed))('%s:执业信息要是 %s', (kind, able) => {
    const institution = { ...sampleInstitution, id: 'institution-7' };
    for (const status of statuses) {
      const found = start(kind, { ...standing(status, { inactiveSince: '2026-06-01' }), site, institution });
      expect({ status, found }).toEqual({ status, found: able.includes(status) ? [] : ['start.entryStands'] });
    }
  });

  test('同一业务只能有一件;改变执业信息状态的,不能与别的同时办理', () => {
    const open = (kind: string, subject: string, number: string | null = 'N-1') => ({
      open: [{ kind, subject, entryId: 'entry-1', number }],
    });
    expect(start('deregistration', open('deregistration', 'entry-1'))).toEqual(['start.alreadyOpen']);
    expect(start('deregistration', open('photoUpdate', 'entry-1'))).toEqual(['start.otherOpen']);
    expect(start('photoUpdate', open('deregistration', 'entry-1'))).toEqual(['start.otherOpen']);
    expect(start('photoUpdate', open('multiSiteFiling', 'entry-1 x'))).toEqual([]);
    // A draft holds nobody up.
    expect(start('photoUpdate', open('deregistration', 'entry-1', null))).toEqual([]);
    const elsewhere = { open: [{ kind: 'deregistration', subject: 'entry-2', entryId: 'entry-2', number: 'N-2' }] };
    expect(start('photoUpdate', elsewhere)).toEqual([]);
    expect(start('change', open('change', 'entry-1', null))).toEqual(['start.alreadyOpen']);
  });

  test('变更:同一家、别的省都不行', () => {
    const here = { ...sampleInstitution, id: 'institution-0' };
    expect(start('change', { institution: here })).toEqual(['institution.sameAsNow@institution']);
    const far = { ...sampleInstitution, id: 'f', provinceCode: '330000' };
    expect(start('change', { institution: far })).toEqual(['institution.otherProvince@institution']);
  });

  test('多执业机构备案:主要执业机构、别的省都不行', () => {
    const main = { ...sampleInstitution, id: 'institution-0' };
    expect(start('multiSiteFiling', { institution: main })).toEqual(['institution.isMain@institution']);
    const far = { ...sampleInstitution, id: 'f', provinceCode: '330000' };
    expect(start('multiSiteFiling', { institution: far })).toEqual(['institution.otherProvince@institution']);
    const twice = {
      open: [{ kind: 'multiSiteFiling', subject: 'entry-1 institution-1', entryId: 'entry-1', number: 'N' }],
    };
    expect(start('multiSiteFiling', twice)).toEqual(['start.alreadyOpen']);
    expect(start('multiSiteFiling', { ...twice, institution: { ...sampleInstitution, id: 'i7' } })).toEqual([]);
  });

  test('取消多执业机构备案:只有还有效的', () => {
    expect(start('multiSiteCancellation', { site })).toEqual([]);
    expect(start('multiSiteCancellation', { site: { ...site, id: 'other' } })).toEqual(['start.noSite']);
    expect(start('multiSiteCancellation', { site }, '2027-01-02')).toEqual(['start.noSite']);
    expect(start('multiSiteCancellation', { site: null, ...standing('practising', { sites: [] }) })).toEqual([
      'start.noSite',
    ]);
  });

  test('取消备案:不超过两年,最后一天还可以', () => {
    const inactive = standing('inactive', { inactiveSince: '2024-11-23' });
    expect(start('reactivation', inactive, '2026-11-23')).toEqual([]);
    expect(start('reactivation', inactive, '2026-11-24')).toEqual(['start.twoYearsOver']);
    // Practice is not taken up again where nobody practises any more.
    for (const closed of [{ active: false }, { licenceValidUntil: '2026-11-22' }]) {
      const institution = { ...sampleInstitution, ...closed };
      expect(start('reactivation', { ...inactive, institution }, '2026-11-23')).toEqual(['start.institutionClosed']);
    }
  });

  test('电子证照:每个不符合的条件都说', () => {
    expect(start('eLicence')).toEqual([]);
    expect(start('eLicence', standing('suspended', { photoId: null, techniques: '' }))).toEqual([
      'licence.suspended',
      'licence.noPhoto',
      'licence.noScope',
    ]);
    expect(start('eLicence', standing('practising', { conditions: '' }))).toEqual(['licence.noScope']);
    expect(start('eLicence', standing('inactive'))).toEqual(['licence.inactive']);
    expect(start('eLicence', standing('revoked'))).toEqual(['licence.ended']);
  });
});

describe('有效期', () => {
  const term = (from: string, until: string, given: Partial<Facts> = {}) =>
    codes(getDefinition('multiSiteFiling').form.together?.({ ...facts, ...given }, { from, until }, today) ?? []);
  const other = { institution: { ...sampleInstitution, id: 'institution-7' } };

  test.each([
    ['2026-12-01', '2026-12-01', []],
    ['2026-12-02', '2026-12-01', ['site.endBeforeStart@until']],
    ['2026-11-01', '2026-11-23', []],
    ['2026-11-01', '2026-11-22', ['site.over@until']],
    ['2026-12-01', '2031-12-01', []],
    ['2026-12-01', '2031-12-02', ['site.tooLong@until']],
    ['', '2026-12-01', []],
    ['2026-12-01', '', []],
  ])('%s 至 %s', (from, until, found) => {
    expect(term(from, until, other)).toEqual(found);
  });

  test('同一家机构不能重叠,差一天就可以', () => {
    expect(term('2027-01-01', '2027-02-01')).toEqual(['site.overlaps@institution']);
    expect(term('2027-01-02', '2027-02-01')).toEqual([]);
    const coming = { entry: { ...entry, sites: [{ ...site, from: '2026-12-10' }] } };
    expect(term('2026-12-01', '2026-12-10', coming)).toEqual(['site.overlaps@institution']);
    expect(term('2026-12-01', '2026-12-09', coming)).toEqual([]);
    expect(term('2026-12-01', '2027-02-01', { institution: null })).toEqual([]);
    expect(term('2026-12-01', '2027-02-01', other)).toEqual([]);
    const over = { ...entry, sites: [{ ...site, endedOn: '2026-11-01' }] };
    expect(term('2026-12-01', '2027-02-01', { entry: over })).toEqual([]);
    expect(term('2026-12-01', '2027-02-01', { entry: null })).toEqual([]);
  });
});

describe('给审批人员的提示', () => {
  const run = (kind: string, given: Partial<Facts> = {}, answers: Record<string, string> = {}) =>
    getDefinition(kind).checks.map((check) => {
      const application = { answers } as Parameters<typeof check.run>[1];
      return check.run({ ...facts, ...given }, application, today).outcome;
    });

  test.each([
    ['multiSiteFiling', {}, {}, ['ok', 'ok']],
    ['multiSiteFiling', { institution: null }, {}, ['attention', 'ok']],
    ['multiSiteFiling', standing('inactive'), {}, ['ok', 'attention']],
    ['multiSiteFiling', { entry: null }, {}, ['attention', 'attention']],
    ['multiSiteCancellation', { site }, {}, ['ok']],
    ['multiSiteCancellation', { site: null }, {}, ['attention']],
    ['multiSiteCancellation', { site: { ...site, endedOn: '2026-01-02' } }, {}, ['attention']],
    ['inactiveFiling', {}, {}, ['ok']],
    ['inactiveFiling', standing('suspended'), {}, ['attention']],
    ['inactiveFiling', { entry: null }, {}, ['attention']],
    ['reactivation', standing('inactive', { inactiveSince: '2026-01-01' }), {}, ['ok']],
    ['reactivation', standing('inactive', { inactiveSince: '2024-01-01' }), {}, ['attention']],
    ['reactivation', {}, {}, ['attention']],
    ['reactivation', { entry: null }, {}, ['attention']],
    ['deregistration', {}, { reason: '本人主动申请' }, ['ok']],
    ['deregistration', {}, { reason: '其他' }, ['attention']],
    ['deregistration', {}, {}, ['attention']],
    ['photoUpdate', { institution: { ...sampleInstitution, id: 'institution-0' } }, {}, ['ok']],
    ['photoUpdate', {}, {}, ['attention']],
    ['photoUpdate', { entry: null }, {}, ['attention']],
    ['photoUpdate', { institution: null }, {}, ['attention']],
    ['change', { entry: null, institution: null }, {}, ['attention', 'attention']],
    ['change', {}, {}, ['ok', 'ok']],
    ['change', { ...standing('inactive'), institution: null }, {}, ['attention', 'attention']],
  ] as const)('%s', (kind, given, answers, outcomes) => {
    expect(run(kind, given as Partial<Facts>, answers)).toEqual(outcomes);
  });
});

describe('准予之后', () => {
  const decided = { on: today, licenceNo: '', entryId: 'entry-1' };
  const none = { entryId: null, institutionId: null, authorityId: null, answers: {}, photoId: null };

  test.each(catalogue.map(({ kind }) => kind))('%s:没有对象就什么都不发生', (kind) => {
    const application = { ...none, id: 'a' } as unknown as Parameters<(typeof catalogue)[0]['effect']['events']>[0];
    const empty = { ...facts, entry: null, site: null, qualification: null };
    expect(getDefinition(kind).effect.events(application, empty, decided)).toEqual([]);
  });

  test('理由没有填写时记“其他”;有效期没有填写时从当日起', () => {
    const application = {
      ...none,
      id: 'a',
      entryId: 'entry-1',
      institutionId: 'i',
      authorityId: 'u',
    } as unknown as Parameters<(typeof catalogue)[0]['effect']['events']>[0];
    const events = (kind: string) => getDefinition(kind).effect.events(application, { ...facts, site }, decided);
    expect(events('inactiveFiling').at(-1)).toMatchObject({ type: 'madeInactive', reason: '其他' });
    expect(events('deregistration').at(-1)).toMatchObject({ type: 'deregistered', reason: '其他' });
    expect(events('multiSiteFiling')).toEqual([
      {
        type: 'siteAdded',
        entryId: 'entry-1',
        on: today,
        siteId: 'a',
        institutionId: 'i',
        authorityId: 'u',
        from: today,
        until: today,
      },
    ]);
    expect(events('multiSiteCancellation')).toEqual([
      { type: 'siteEnded', entryId: 'entry-1', on: today, siteId: 's', why: 'cancelled' },
    ]);
    expect(events('photoUpdate')).toEqual([
      { type: 'photoUpdated', entryId: 'entry-1', on: today, photoId: null, contact: {} },
    ]);
  });
});
