import { describe, expect, test } from 'vitest';
import { sampleEntry, sampleFacts, sampleInstitution } from '../../../tests/factories/ruleSamples.ts';
import { getDefinition } from '../applications/catalogue.ts';
import type { Entry } from '../register/entry.ts';
import type { RegisterEvent } from '../register/events.ts';
import { consequencesOf } from './consequences.ts';
import type { Facts } from './facts.ts';

const today = '2026-11-23';
const site = {
  id: 's',
  institutionId: 'institution-9',
  authorityId: 'a',
  from: '2026-01-01',
  until: '2027-01-01',
  endedOn: null,
};
const entry: Entry = { ...sampleEntry, sites: [site] };
const names = { 'institution-0': '青山县中医院', 'institution-9': '河东诊所' };
const facts: Facts = { ...sampleFacts, entries: [entry], entry, institutionNames: names };

const words = (kind: string, given: Partial<Facts> = {}, answers = {}) =>
  consequencesOf(getDefinition(kind), { ...facts, ...given }, { answers, photoId: null }, today);

describe('如果办理', () => {
  test('执业注册:执业地点、机构、证书;别处的注册继续有效', () => {
    expect(words('registration', { entry: null, provinceNames: { '430000': '湖南省' } })).toEqual([
      '执业地点登记为湖南省,主要执业机构为青山县仁和中医诊所。',
      '取得执业证书编码和电子证照。',
      '您在湖南省的注册继续有效。',
    ]);
  });

  test('还没有选机构:说“所选机构”', () => {
    expect(words('registration', { entry: null, entries: [], institution: null })[0]).toBe(
      '执业地点登记为拟执业机构所在省,主要执业机构为所选机构。',
    );
  });

  test('变更到已备案的机构:那里的备案终止,另一处的不提', () => {
    const institution = { ...sampleInstitution, id: 'institution-9', name: '河东诊所' };
    expect(words('change', { institution })).toEqual([
      '主要执业机构变为河东诊所,执业证书编码不变。',
      '青山县中医院不再是您的主要执业机构;执业范围不变。',
      '在河东诊所的多执业机构备案终止(该机构成为主要执业机构)。',
    ]);
    expect(words('change')).toHaveLength(2);
  });

  test('多执业机构备案:从哪天到哪天', () => {
    expect(words('multiSiteFiling', {}, { from: '2026-12-01', until: '2027-02-28' })[0]).toBe(
      '2026年12月1日至2027年2月28日可以在青山县仁和中医诊所执业,到期自动终止。',
    );
    // What was typed so far may not be a day yet.
    expect(words('multiSiteFiling', {}, { from: '明天', until: '' })[0]).toContain('明天至');
  });

  test('几处备案,说的是终止的那一处;写到一半的日期照原样', () => {
    const second = { ...site, id: 's2', institutionId: 'institution-0' };
    const both = { entry: { ...entry, sites: [site, second] }, site: second };
    expect(words('multiSiteCancellation', both)[0]).toBe('在青山县中医院的多执业机构备案终止(取消备案)。');
    const typed = words('multiSiteFiling', {}, { from: '约2026-12-01', until: '2027-02-28止' })[0];
    expect(typed).toContain('约2026-12-01至2027-02-28止');
  });

  test('机构还没有审批机关,也说得出;没有可办的对象,什么都不会发生', () => {
    expect(words('change', { institution: { ...sampleInstitution, authorityId: null } })).toHaveLength(2);
    expect(words('reactivation', { entry: null })).toEqual([]);
    expect(words('eLicence', { entry: null })).toEqual([]);
  });

  const of = { entryId: 'entry-1', on: today } as const;
  test.each<readonly [RegisterEvent, string]>([
    [
      { ...of, type: 'suspended', from: today, until: '2027-02-28' },
      '2026年11月23日至2027年2月28日暂停执业,电子证照停用。',
    ],
    [{ ...of, type: 'suspensionEnded' }, '暂停执业期满,执业信息恢复有效。'],
    [{ ...of, type: 'suspensionEnded', lifted: true }, '提前恢复执业,执业信息恢复有效。'],
    [{ ...of, type: 'revoked', reason: '' }, '注册终止,执业证书作废并公告。'],
    [{ ...of, type: 'annulled', reason: '' }, '注册终止,执业证书作废并公告。'],
    [{ ...of, type: 'corrected' }, '登记信息按更正的内容改正。'],
  ])('一种业务如果会写下 $0.type', (event, said) => {
    const { effect, ...change } = getDefinition('change');
    const definition = { ...change, effect: { ...effect, events: () => [event] } };
    expect(consequencesOf(definition, facts, { answers: {}, photoId: null }, today)).toEqual([said]);
  });

  test('备案:哪些备案终止、证照停用、哪天之前可以取消', () => {
    expect(words('inactiveFiling')).toEqual([
      '在河东诊所的多执业机构备案终止(办理备案,执业信息无效)。',
      '执业信息变为“注册备案(执业信息无效)”,不得执业,电子证照停用。',
      '最晚2028年11月23日可以取消备案;满两年没有继续执业的,依法注销注册。',
    ]);
  });

  test('注销、取消备案、取消多执业、信息维护、亮照各说各的', () => {
    expect(words('deregistration').at(-1)).toContain('不能恢复');
    expect(words('reactivation')).toEqual([
      '执业信息恢复有效,电子证照恢复;原来的多执业机构备案不恢复,需要时重新办理。',
    ]);
    expect(words('multiSiteCancellation', { site })[0]).toBe('在河东诊所的多执业机构备案终止(取消备案)。');
    expect(words('photoUpdate')[0]).toContain('机构审核通过后生效');
    expect(words('eLicence')).toEqual(['可以随时亮照、下载电子证照。']);
    expect(words('eLicence', { entry: { ...entry, licenceClaimedOn: '2026-01-01' } })).toEqual([]);
  });
});
