import { describe, expect, test } from 'vitest';
import {
  sampleApplication,
  sampleEntry,
  sampleFacts,
  sampleInstitution,
} from '../../../tests/factories/ruleSamples.ts';
import type { Facts, Qualification } from '../procedure/facts.ts';
import { askedFields, checkAnswer } from '../procedure/field.ts';
import type { Entry } from '../register/entry.ts';
import { assessmentFields, assessmentReason } from './assessment.ts';
import { registration } from './registration.ts';

const today = '2026-11-23';
const qualified = (given: Partial<Qualification>): Facts => ({
  ...sampleFacts,
  qualification: sampleFacts.qualification === null ? null : { ...sampleFacts.qualification, ...given },
});
const far: Partial<Facts> = { institution: { ...sampleInstitution, provinceCode: '330000', provinceName: '浙江省' } };
const start = (given: Partial<Facts>, on = today) => registration.whoMayStart({ ...sampleFacts, ...given }, on);

describe('执业注册:谁可以办', () => {
  test('资格无效、多次禁止,都说', () => {
    const bars = [
      { until: '2027-01-01', reason: '吊销不满二年', article: '《医师法》第十六条' },
      { until: '2026-11-23', reason: '已经期满', article: '《医师法》第十六条' },
      { until: '2028-01-01', reason: '注册被撤销', article: '《医师法》第五十四条' },
    ];
    expect(start({ ...qualified({ valid: false }), bars })).toEqual([
      { code: 'start.qualificationInvalid' },
      { code: 'start.barred', parameters: bars[0] },
      { code: 'start.barred', parameters: bars[2] },
    ]);
    expect(start({ qualification: null })).toEqual([{ code: 'start.noQualification' }]);
  });

  test('同一省已注册的、正在办的不行;说是哪个省、怎样的状态、哪一件', () => {
    const inactive = { ...sampleEntry, status: 'inactive' as const };
    expect(start({ entries: [inactive] })).toEqual([
      {
        code: 'start.alreadyRegistered',
        field: 'institution',
        parameters: { province: '湖南省', status: '注册备案(执业信息无效)' },
      },
    ]);
    expect(start({ entries: [sampleEntry], provinceNames: {} })).toMatchObject([
      { parameters: { province: '430000' } },
    ]);
    const open = (kind: string, subject: string, number: string | null) => ({
      open: [{ kind, subject, entryId: null, number }],
    });
    expect(start(open('registration', '430000', 'ZC-1'))).toEqual([
      { code: 'start.alreadyOpen', parameters: { number: 'ZC-1' } },
    ]);
    expect(start(open('registration', '430000', null))).toMatchObject([{ parameters: { number: '草稿' } }]);
    expect(start(open('registration', '330000', 'ZC-1'))).toEqual([]);
    expect(start(open('change', '430000', 'BG-1'))).toEqual([]);
    expect(start({ ...far, entries: [sampleEntry] })).toEqual([]);
  });
});

describe('执业注册:跨省', () => {
  test('到考核省以外执业才要同意;没有选机构的还不知道', () => {
    const needs = (given: Partial<Facts>) => registration.route.needsConsent({ ...sampleFacts, ...given });
    expect([needs({}), needs(far), needs({ institution: null }), needs({ qualification: null })]).toEqual([
      false,
      true,
      false,
      true,
    ]);
  });

  test('只能有一件的,是拟执业机构所在的省', () => {
    const { subject } = registration.route;
    expect([
      subject(sampleFacts),
      subject({ ...sampleFacts, ...far }),
      subject({ ...sampleFacts, institution: null }),
    ]).toEqual(['430000', '330000', '']);
  });
});

describe('执业注册:给审批人员的提示', () => {
  const run = (given: Partial<Facts>, answers = {}, on = today) =>
    registration.checks.map((check) => check.run({ ...sampleFacts, ...given }, { ...sampleApplication, answers }, on));
  const outcomes = (...asked: Parameters<typeof run>) => run(...asked).map(({ outcome }) => outcome);

  test('四项都没有问题', () => {
    expect(run({}).map(({ outcome, words }) => `${outcome} ${words}`)).toEqual([
      'ok 与湖南省中医药管理局考核名册一致',
      'ok 系统中没有禁止注册的记录',
      'ok 未满两年或正在执业,不需要',
      'ok 在考核所在省执业',
    ]);
  });

  test('资格无效或没有;禁止未满;跨省', () => {
    expect(outcomes(qualified({ valid: false }))[0]).toBe('attention');
    expect(outcomes({ qualification: null })[0]).toBe('attention');
    const bar = (until: string) => ({ bars: [{ until, reason: '', article: '' }] });
    expect(outcomes(bar(today))[1]).toBe('ok');
    expect(outcomes(bar('2026-11-24'))[1]).toBe('attention');
    expect(run(far)[3]).toEqual({ outcome: 'attention', words: '考核省份为湖南省,属跨省执业,须取得同意' });
    expect(run({ ...far, qualification: null })[3]?.words).toContain('考核省份为,');
  });

  test('满两年的看考核合格证明,两项都要填', () => {
    const old = qualified({ issuedOn: '2024-11-22' });
    const both = { assessmentBody: '长沙市中医医院', assessmentDate: '2026-10-08' };
    expect(run(old, both)[2]).toEqual({ outcome: 'ok', words: '长沙市中医医院,2026-10-08' });
    expect(outcomes(old, { ...both, assessmentDate: '' })[2]).toBe('attention');
    expect(outcomes(old, { ...both, assessmentBody: '' })[2]).toBe('attention');
    expect(run(old)[2]).toEqual({ outcome: 'attention', words: '取得资格满两年未注册,申请人未填写考核合格情况' });
  });
});

describe('考核合格证明', () => {
  test.each([
    ['2024-11-22', 'neverRegistered'],
    ['2024-11-23', undefined],
    ['2020-02-29', 'neverRegistered'],
  ])('%s 取得资格,没有注册过:%s', (issuedOn, reason) => {
    expect(assessmentReason(qualified({ issuedOn }), today)).toBe(reason);
    expect(askedFields(assessmentFields, qualified({ issuedOn }), today)).toHaveLength(reason === undefined ? 0 : 2);
  });

  const old = qualified({ issuedOn: '2020-03-01' });
  const left = (given: Partial<Entry>): Entry => ({ ...sampleEntry, registeredOn: '2021-05-06', ...given });
  test.each<[string, Partial<Entry>, string | undefined]>([
    ['在另一省执业', { status: 'practising' }, undefined],
    ['暂停执业期间', { status: 'suspended', suspendedUntil: '2027-01-01' }, undefined],
    ['上周注销', { status: 'deregistered', endedOn: '2026-11-16' }, undefined],
    ['注销到今天两年', { status: 'deregistered', endedOn: '2024-11-23' }, undefined],
    ['注销满两年', { status: 'deregistered', endedOn: '2024-11-22' }, 'away'],
    ['备案满两年以后才注销', { status: 'deregistered', inactiveSince: '2024-11-01', endedOn: '2026-11-16' }, 'away'],
    ['备案不满两年', { status: 'inactive', inactiveSince: '2025-06-01' }, undefined],
  ])('2020年取得资格,%s:%s', (_, given, reason) => {
    expect(assessmentReason({ ...old, entries: [left(given)] }, today)).toBe(reason);
  });

  test('不予注册的情形消失后重新申请的要考核合格,再次注册以后不再问', () => {
    const bars = [{ until: '2026-11-23', reason: '', article: '《医师法》第十六条' }];
    const ended = left({ status: 'deregistered', endedOn: '2025-11-22' });
    expect(assessmentReason({ ...old, bars, entries: [ended] }, today)).toBe('barred');
    expect(assessmentReason({ ...old, bars, entries: [ended] }, '2026-11-22')).toBeUndefined();
    const since = left({ status: 'deregistered', registeredOn: '2026-11-23', endedOn: '2026-12-01' });
    expect(assessmentReason({ ...old, bars, entries: [ended, since] }, '2026-12-02')).toBeUndefined();
  });

  test('没有资格信息的不问', () => {
    expect(assessmentReason({ ...sampleFacts, qualification: null }, today)).toBeUndefined();
  });

  test('考核日期不能在将来', () => {
    const [, date] = assessmentFields;
    if (date === undefined) throw new Error('no date is asked');
    expect(checkAnswer(date, today, today)).toEqual([]);
    expect(checkAnswer(date, '2026-11-24', today)).toMatchObject([{ code: 'date.future', field: 'assessmentDate' }]);
    expect(checkAnswer(date, '', today)).toEqual([]);
  });
});

describe('准予注册以后', () => {
  const decided = { on: today, licenceNo: '354430104000001', entryId: 'entry-9' };

  test('登记的是考核确认的范围和申请时的机构', () => {
    expect(registration.effect.events(sampleApplication, sampleFacts, decided)).toEqual([
      {
        type: 'registered',
        entryId: 'entry-9',
        on: today,
        physicianId: 'physician-1',
        qualificationId: 'qualification-1',
        provinceCode: '430000',
        licenceNo: '354430104000001',
        institutionId: 'institution-1',
        authorityId: 'authority-1',
        techniques: '针刺',
        conditions: '腰痛病、颈椎病',
        photoId: 'photo-1',
      },
    ]);
  });

  test.each([{ institutionId: null }, { authorityId: null }])('没有机构或机关的不登记:%j', (missing) => {
    expect(registration.effect.events({ ...sampleApplication, ...missing }, sampleFacts, decided)).toEqual([]);
  });

  test('没有资格信息的不登记', () => {
    expect(registration.effect.events(sampleApplication, { ...sampleFacts, qualification: null }, decided)).toEqual([]);
  });

  test('别处有效的注册继续有效;不知道名字的省说代码,无效的不说', () => {
    const entries = [
      sampleEntry,
      { ...sampleEntry, provinceCode: '330000' },
      { ...sampleEntry, status: 'inactive' as const },
    ];
    expect(registration.effect.also({ ...sampleFacts, entries })).toEqual([
      '您在湖南省的注册继续有效。',
      '您在330000的注册继续有效。',
    ]);
  });
});
