import { describe, expect, test } from 'vitest';
import { sampleEntry } from '../../../tests/factories/ruleSamples.ts';
import { refusalText } from '../vocabulary/refusals.ts';
import { type Entry, evolveEntry } from './entry.ts';
import type { OrderKind } from './orderKinds.ts';
import { barAfter, type Order, type OrderContent, orderConsequences, orderEvents, orderRefused } from './orders.ts';

const today = '2026-03-02';
const full: OrderContent = {
  documentNo: '芙卫医罚〔2026〕1号',
  article: 'duties',
  reason: '经查证属实',
  until: '2026-09-01',
  ground: 'sentence',
  barFrom: '2027-05-01',
  techniques: '针刺、艾灸',
  conditions: '腰痛病',
};
const articlesOf: Readonly<Record<OrderKind, string>> = {
  suspend: 'duties',
  revoke: 'duties',
  annul: 'falseMeans',
  deregister: 'deregisterByLaw',
  correct: 'accurateRegister',
};
const order = (kind: OrderKind, content: Partial<OrderContent> = {}, effectiveOn = today): Order => ({
  kind,
  effectiveOn,
  content: { ...full, article: articlesOf[kind], ...content },
});
const site = {
  id: 'site-1',
  institutionId: 'institution-1',
  authorityId: 'authority-1',
  from: '2026-01-01',
  until: '2027-01-01',
  endedOn: null,
};
const entry: Entry = { ...sampleEntry, sites: [site] };
const kinds = Object.keys(articlesOf) as OrderKind[];
const fieldsOf = (asked: Order, at = entry) =>
  orderRefused(asked, at, today).map(({ field, code }) => `${field} ${code}`);

describe('提出处理决定', () => {
  test.each(kinds)('%s:齐全时可以提出', (kind) => {
    expect(orderRefused(order(kind), entry, today)).toEqual([]);
  });

  test('什么都没填:每一处同时指出', () => {
    const empty = { documentNo: '', article: '', reason: '', until: '', ground: '', barFrom: '' };
    expect(fieldsOf(order('suspend', empty, ''))).toEqual([
      'documentNo field.required',
      'article field.choose',
      'reason field.required',
      'effectiveOn field.required',
      'until field.required',
    ]);
    expect(fieldsOf(order('deregister', empty))).toContain('ground field.choose');
    expect(fieldsOf(order('correct', { techniques: entry.techniques, conditions: entry.conditions }))).toEqual([
      'techniques order.nothingToCorrect',
    ]);
    for (const refused of orderRefused(order('suspend', empty, ''), entry, today))
      expect(refusalText(refused)).not.toContain('{');
  });

  test('条款须属于这一类决定', () => {
    expect(fieldsOf(order('annul', { article: 'duties' }))).toEqual(['article field.choose']);
  });

  test('不能从过去开始;暂停不能超过条款的最长期限', () => {
    expect(fieldsOf(order('revoke', {}, '2026-03-01'))).toEqual(['effectiveOn order.past']);
    expect(fieldsOf(order('suspend', { until: '2027-03-01' }))).toEqual([]);
    expect(fieldsOf(order('suspend', { until: '2027-03-02' }))).toEqual(['until order.suspensionTooLong']);
    expect(fieldsOf(order('suspend', { article: 'failedAssessment', until: '2026-09-02' }))).toEqual([
      'until order.suspensionTooLong',
    ]);
    expect(fieldsOf(order('suspend', { until: '2026-03-01' }))).toEqual(['until site.endBeforeStart']);
  });

  test('已终止的不能再处理;备案中的不能暂停', () => {
    const ended: Entry = { ...entry, status: 'revoked' };
    for (const kind of kinds) expect(fieldsOf(order(kind), ended)).toEqual(['undefined start.entryStands']);
    const inactive: Entry = { ...entry, status: 'inactive' };
    expect(fieldsOf(order('suspend'), inactive)).toEqual(['undefined start.entryStands']);
    expect(fieldsOf(order('revoke'), inactive)).toEqual([]);
  });
});

describe('生效', () => {
  const done = (kind: OrderKind) => orderEvents(order(kind), entry).reduce<Entry>(evolveEntry, entry);

  test('暂停、终止和更正', () => {
    expect(done('suspend')).toMatchObject({ status: 'suspended', suspendedUntil: '2026-09-01' });
    expect(done('suspend').sites[0]?.endedOn).toBeNull();
    for (const [kind, status] of [
      ['revoke', 'revoked'],
      ['annul', 'annulled'],
      ['deregister', 'deregistered'],
    ] as const) {
      expect(done(kind)).toMatchObject({ status, endedOn: today });
      expect(done(kind).sites[0]?.endedOn).toBe(today);
    }
    expect(done('correct')).toMatchObject({ techniques: '针刺、艾灸', conditions: '腰痛病', status: 'practising' });
    expect(orderEvents(order('correct', { conditions: entry.conditions }), entry)[0]).not.toHaveProperty('conditions');
  });

  test('随之而来的不予注册期间', () => {
    expect(barAfter(order('suspend'))).toBeNull();
    expect(barAfter(order('correct'))).toBeNull();
    expect(barAfter(order('revoke'))).toMatchObject({ until: '2028-03-02', article: '《医师法》第十六条' });
    expect(barAfter(order('annul'))).toMatchObject({ until: '2029-03-02', article: '《医师法》第五十四条' });
    expect(barAfter(order('deregister'))).toMatchObject({ until: '2029-05-01' });
    expect(barAfter(order('deregister', { ground: 'assessment' }))).toMatchObject({ until: '2027-03-02' });
    expect(barAfter(order('deregister', { ground: 'death' }))).toBeNull();
  });

  test('确认以后会怎样,用话说', () => {
    expect(orderConsequences(order('suspend'), entry)).toEqual([
      '2026年3月2日至2026年9月1日暂停执业,电子证照停用;期满自动恢复。',
      '医师和主要执业机构会收到通知。',
    ]);
    expect(orderConsequences(order('revoke'), entry)).toEqual([
      '2026年3月2日起注册终止(吊销执业证书),执业证书作废并公告,不能恢复。',
      '1项多执业机构备案同日终止,备案机构会收到通知。',
      '2028年3月2日之前不能申请注册(《医师法》第十六条:被吊销医师执业证书不满二年)。',
      '医师和主要执业机构会收到通知。',
    ]);
  });
});
