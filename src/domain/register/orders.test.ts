import { describe, expect, test } from 'vitest';
import { sampleEntry } from '../../../tests/factories/ruleSamples.ts';
import { refusalText } from '../vocabulary/refusals.ts';
import { type Entry, evolveEntry } from './entry.ts';
import type { OrderKind } from './orderKinds.ts';
import {
  barAfter,
  citeOrder,
  groundWords,
  type Order,
  type OrderContent,
  orderConsequences,
  orderEvents,
  orderRefused,
  readOrder,
} from './orders.ts';

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
  resume: 'reconsidered',
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
const suspendedEntry: Entry = { ...entry, status: 'suspended', suspendedUntil: '2026-08-31' };
const kinds = Object.keys(articlesOf) as OrderKind[];
const fieldsOf = (asked: Order, at = entry) =>
  orderRefused(asked, at, today).map(({ field, code }) => `${field} ${code}`);

describe('提出处理决定', () => {
  test.each(kinds)('%s:齐全时可以提出', (kind) => {
    expect(orderRefused(order(kind), kind === 'resume' ? suspendedEntry : entry, today)).toEqual([]);
  });

  test('提前恢复:只对暂停执业的,不能晚于期满,依据须是改变原决定的', () => {
    expect(fieldsOf(order('resume'))).toEqual(['undefined start.entryStands']);
    const resume = (content: Partial<OrderContent>, on: string) =>
      fieldsOf(order('resume', content, on), suspendedEntry);
    expect([resume({}, '2026-08-31'), resume({}, '2026-09-01')]).toEqual([[], ['effectiveOn order.endsByItself']]);
    expect(resume({ article: 'duties' }, today)).toEqual(['article field.choose']);
    const past = orderRefused(order('resume', {}, '2026-03-01'), suspendedEntry, today).map(refusalText);
    expect(past).toEqual(['恢复执业日期不能早于今天。']);
    const late = orderRefused(order('resume', {}, '2026-09-01'), suspendedEntry, today).map(refusalText);
    expect(late.join('')).toContain('2026年8月31日期满');
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

  test('不能从过去开始;暂停不能短于、也不能长于条款的期限', () => {
    expect(fieldsOf(order('revoke', {}, '2026-03-01'))).toEqual(['effectiveOn order.past']);
    expect(fieldsOf(order('suspend', { until: '2027-03-01' }))).toEqual([]);
    const outside = ['until order.suspensionRange'];
    expect(fieldsOf(order('suspend', { until: '2027-03-02' }))).toEqual(outside);
    expect(fieldsOf(order('suspend', { until: '2026-08-31' }))).toEqual(outside);
    const failed = (until: string) => fieldsOf(order('suspend', { article: 'failedAssessment', until }));
    expect([failed('2026-05-31'), failed('2026-09-02')]).toEqual([outside, outside]);
    expect([failed('2026-06-01'), failed('2026-09-01')]).toEqual([[], []]);
    expect(fieldsOf(order('suspend', { until: '2026-03-01' }))).toEqual(['until site.endBeforeStart']);
  });

  test.each([
    ['documentNo', 60, '文号'],
    ['reason', 1000, '事实和理由'],
    ['techniques', 1000, '技术方法'],
    ['conditions', 1000, '病证范围'],
  ] as const)('%s 最多 %i 个字', (field, max, label) => {
    expect(orderRefused(order('correct', { [field]: '𠮷'.repeat(max) }), entry, today)).toEqual([]);
    expect(orderRefused(order('correct', { [field]: '𠮷'.repeat(max + 1) }), entry, today)).toEqual([
      { code: 'field.tooLong', field, parameters: { label, max: String(max) } },
    ]);
  });

  test('更正只要有一处不同;改成空的不行', () => {
    expect(fieldsOf(order('correct', { techniques: entry.techniques }))).toEqual([]);
    expect(fieldsOf(order('correct', { conditions: entry.conditions }))).toEqual([]);
    expect(fieldsOf(order('correct', { techniques: '', conditions: '' }))).toEqual([
      'techniques field.required',
      'conditions field.required',
    ]);
  });

  test('日期写错的说日期写错,不再与别的日期比', () => {
    expect(fieldsOf(order('revoke', {}, '2026-02-30'))).toEqual(['effectiveOn date.impossible']);
    expect(fieldsOf(order('revoke', {}, '0001-01-01'))).toEqual(['effectiveOn date.range']);
    expect(fieldsOf(order('suspend', { until: '2026-02-30' }))).toEqual(['until date.impossible']);
    expect(fieldsOf(order('suspend', { until: '2026-03-01' }, '2026-02-30'))).toEqual(['effectiveOn date.impossible']);
    // Which term is the longest is not known while the article is not.
    expect(fieldsOf(order('suspend', { article: 'none', until: '2036-03-02' }))).toEqual(['article field.choose']);
  });

  test('注销情形要另填日期的才看那个日期', () => {
    expect(fieldsOf(order('deregister', { barFrom: '' }))).toEqual(['barFrom field.required']);
    expect(fieldsOf(order('deregister', { ground: 'revoked', barFrom: '去年' }))).toEqual(['barFrom date.format']);
    expect(fieldsOf(order('deregister', { ground: 'assessment', barFrom: '' }))).toEqual([]);
    expect(fieldsOf(order('deregister', { ground: 'because', barFrom: '' }))).toEqual(['ground field.choose']);
    expect(orderRefused(order('deregister', { barFrom: '' }), entry, today)).toMatchObject([
      { parameters: { label: '刑罚执行完毕日期' } },
    ]);
  });

  test('说哪一栏、依哪条、从哪天到哪天', () => {
    expect(orderRefused(order('deregister', { ground: '' }), entry, today)).toMatchObject([
      { parameters: { label: '注销情形' } },
    ]);
    expect(orderRefused(order('correct', { techniques: '' }), entry, today)).toMatchObject([
      { parameters: { label: '技术方法' } },
    ]);
    expect(orderRefused(order('suspend', { until: '2027-03-02' }), entry, today)).toMatchObject([
      { parameters: { article: '《医师法》第五十五条', least: '6', most: '12', from: '2026-09-01', to: '2027-03-01' } },
    ]);
  });

  test('说执业信息现在怎样,要怎样才行', () => {
    const inactive: Entry = { ...entry, status: 'inactive' };
    expect(orderRefused(order('suspend'), inactive, today)).toMatchObject([
      { parameters: { status: '注册备案(执业信息无效)', wanted: '“有效”' } },
    ]);
    const ended: Entry = { ...entry, status: 'revoked' };
    expect(orderRefused(order('revoke'), ended, today)).toMatchObject([
      { parameters: { wanted: '“有效”或“注册备案(执业信息无效)”或“暂停执业”' } },
    ]);
  });

  test('日期按平常的写法也读得出,读不出的照原样留着', () => {
    const typed = order('suspend', { until: '2026年9月1日', barFrom: '明年' }, '2026/3/2');
    expect(readOrder(typed)).toEqual(order('suspend', { until: '2026-09-01', barFrom: '明年' }, '2026-03-02'));
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
    expect(orderEvents(order('resume'), suspendedEntry)).toEqual([
      { type: 'suspensionEnded', entryId: 'entry-1', on: today, lifted: true },
    ]);
    expect(orderEvents(order('resume'), suspendedEntry).reduce<Entry>(evolveEntry, suspendedEntry)).toEqual(entry);
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
    expect(barAfter(order('resume'))).toBeNull();
    expect(barAfter(order('revoke'))).toMatchObject({ until: '2028-03-03', article: '《医师法》第十六条' });
    expect(barAfter(order('annul'))).toMatchObject({ until: '2029-03-03', article: '《医师法》第五十四条' });
    expect(barAfter(order('deregister'))).toMatchObject({ until: '2029-05-02' });
    expect(barAfter(order('deregister', { ground: 'assessment' }))).toMatchObject({ until: '2027-03-03' });
    expect(barAfter(order('deregister', { ground: 'death' }))).toBeNull();
  });

  test('更正只写不同的', () => {
    const corrected = { type: 'corrected', entryId: 'entry-1', on: today };
    const events = (content: Partial<OrderContent>) => orderEvents(order('correct', content), entry);
    expect(events({ techniques: entry.techniques })).toEqual([{ ...corrected, conditions: '腰痛病' }]);
    expect(events({ conditions: entry.conditions })).toEqual([{ ...corrected, techniques: '针刺、艾灸' }]);
  });

  test('暂停、注销写明期间和情形', () => {
    expect(orderEvents(order('suspend'), entry)).toEqual([
      { type: 'suspended', entryId: 'entry-1', on: today, from: today, until: '2026-09-01' },
    ]);
    expect(orderEvents(order('deregister'), entry).at(-1)).toMatchObject({ reason: '受刑事处罚' });
    expect(orderEvents(order('annul'), entry).at(-1)).toMatchObject({ reason: '经查证属实' });
    expect([groundWords('assessment'), groundWords('另有原因')]).toEqual([
      '定期考核不合格,暂停执业期满再次考核仍不合格',
      '另有原因',
    ]);
  });

  test('引用条款;不认得的照原样', () => {
    expect(citeOrder({ article: 'beyondScope' })).toBe('《中医药法》第五十五条');
    expect(citeOrder({ article: '第一条' })).toBe('第一条');
  });

  test('期间从哪天起、为什么', () => {
    expect(barAfter(order('annul'))).toMatchObject({ reason: '注册被撤销,三年内不受理申请' });
    expect(barAfter(order('revoke'))).toMatchObject({ reason: '被吊销医师执业证书不满二年' });
    const found = (ground: string) => barAfter(order('deregister', { ground }));
    expect(found('sentence')).toEqual({
      until: '2029-05-02',
      reason: '受刑事处罚,不满二年',
      article: '《医师法》第十六条',
    });
    expect(found('assessment')?.reason).toBe('定期考核不合格,暂停执业期满再次考核仍不合格,不满一年');
    expect(found('because')).toBeNull();
  });

  test('没有备案、没有期间的不提', () => {
    const nothing = { ...entry, sites: [] };
    expect(orderConsequences(order('deregister', { ground: 'death' }), nothing)).toEqual([
      '2026年3月2日起注册终止(依职权注销),执业证书作废并公告,不能恢复。',
      '医师和主要执业机构会收到通知。',
    ]);
    expect(orderConsequences(order('annul'), nothing)[0]).toContain('注册终止(撤销注册)');
    expect(orderConsequences(order('correct'), entry)).toEqual([
      '2026年3月2日起登记的执业范围按更正的内容改正,执业证书编码不变。',
      '医师和主要执业机构会收到通知。',
    ]);
  });

  test('确认以后会怎样,用话说', () => {
    expect(orderConsequences(order('suspend'), entry)).toEqual([
      '2026年3月2日至2026年9月1日暂停执业,电子证照停用;期满自动恢复。',
      '医师和主要执业机构会收到通知。',
    ]);
    expect(orderConsequences(order('resume'), suspendedEntry)).toEqual([
      '2026年3月2日起执业信息恢复有效,电子证照恢复。',
      '医师和主要执业机构会收到通知。',
    ]);
    expect(orderConsequences(order('revoke'), entry)).toEqual([
      '2026年3月2日起注册终止(吊销执业证书),执业证书作废并公告,不能恢复。',
      '1项多执业机构备案同日终止,备案机构会收到通知。',
      '2028年3月3日之前不能申请注册(《医师法》第十六条:被吊销医师执业证书不满二年)。',
      '医师和主要执业机构会收到通知。',
    ]);
  });
});
