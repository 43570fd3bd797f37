import { describe, expect, test } from 'vitest';
import {
  sampleApplication,
  sampleEntry,
  sampleFacts,
  sampleInstitution,
} from '../../../tests/factories/ruleSamples.ts';
import type { Application } from '../procedure/application.ts';
import { prefilled } from '../procedure/draft.ts';
import type { Facts } from '../procedure/facts.ts';
import { checkAnswer } from '../procedure/field.ts';
import { catalogue, findDefinition, getDefinition } from './catalogue.ts';

const today = '2026-11-23';
const site = { id: 's', institutionId: 'i', authorityId: 'a', from: '2026-01-01', until: '2027-01-01', endedOn: null };
const facts: Facts = { ...sampleFacts, entries: [sampleEntry], entry: sampleEntry, site };
const nothing: Facts = {
  ...sampleFacts,
  qualification: null,
  institution: null,
  institutionNames: {},
  provinceNames: {},
};

/** What a form shows besides its questions, by heading. */
function shown(kind: string, given: Facts = facts): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const sections = getDefinition(kind).form.shown(given);
  return Object.fromEntries(
    sections.map(({ title, rows }) => [title, Object.fromEntries(rows.map(({ label, value }) => [label, value]))]),
  );
}

describe('业务目录', () => {
  test('按代码找得到每一种;不认得的没有,办过的丢了要报错', () => {
    for (const definition of catalogue) expect(findDefinition(definition.kind)).toBe(definition);
    expect(findDefinition('holiday')).toBeUndefined();
    expect(() => getDefinition('holiday')).toThrow('holiday');
  });
});

describe('表上印出来的', () => {
  const person = {
    姓名: '张景和',
    性别: '男',
    出生日期: '1963-05-12',
    证件类型: '居民身份证',
    证件号码: '430104196305120011',
  };
  const entry = {
    执业证书编码: '354430104000001',
    执业地点: '湖南省',
    主要执业机构: '青山县中医院',
    状态: '有效',
  };

  test('每种业务都有本人信息', () => {
    for (const { kind } of catalogue) expect(shown(kind)).toMatchObject({ 基本信息: person });
  });

  test('女性、名册里写法不认得的证件类型', () => {
    const physician = { ...sampleFacts.physician, sex: 'female' as const, idType: '老干部证' };
    expect(shown('registration', { ...facts, physician }).基本信息).toMatchObject({ 性别: '女', 证件类型: '老干部证' });
  });

  test('资格与执业范围;没有资格信息的空着', () => {
    const scope = {
      资格证书编码: '202543354430104196305120011',
      发证日期: '2026-01-05',
      考核省份: '湖南省',
      发证机关: '湖南省中医药管理局',
      技术方法: '针刺',
      病证范围: '腰痛病、颈椎病',
    };
    for (const kind of ['registration', 'change', 'multiSiteFiling']) expect(shown(kind).资格与执业范围).toEqual(scope);
    expect(new Set(Object.values(shown('registration', nothing).资格与执业范围 ?? {}))).toEqual(new Set(['']));
  });

  test('执业信息;还没有的空着', () => {
    const kinds = catalogue.filter(({ kind }) => !['registration', 'change'].includes(kind)).map(({ kind }) => kind);
    for (const kind of kinds) {
      expect(shown(kind).执业信息).toEqual(entry);
      expect(shown(kind, nothing).执业信息).toEqual({ 执业证书编码: '', 执业地点: '', 主要执业机构: '', 状态: '' });
    }
  });

  test('要取消的备案:哪一家、到哪一天', () => {
    expect(shown('multiSiteCancellation').要取消的备案).toEqual({
      备案机构: '青山县仁和中医诊所',
      有效期: '2026-01-01 至 2027-01-01',
    });
    expect(shown('multiSiteCancellation', { ...nothing, site: null }).要取消的备案).toEqual({
      备案机构: '',
      有效期: '',
    });
  });
});

describe('表上已经填好的、要检查的', () => {
  test('信息维护:先用登记里的联系方式,没有的用账户里的', () => {
    const contact = { phone: '0731-88886666', email: 'li@example.com', address: '城关镇' };
    const update = (given: Facts) => prefilled(getDefinition('photoUpdate'), given);
    expect(update({ ...facts, entry: { ...sampleEntry, contact } })).toEqual(contact);
    expect(update(facts)).toEqual({ phone: '13800000000', email: 'zhang@example.com' });
    expect(update({ ...facts, entry: null })).toEqual({ phone: '13800000000', email: 'zhang@example.com' });
  });

  test('电子邮箱要是电子邮箱,可以不填', () => {
    const email = getDefinition('photoUpdate').form.apply.find(({ key }) => key === 'email');
    if (email === undefined) throw new Error('no mail is asked');
    expect(checkAnswer(email, 'li@example.com', today)).toEqual([]);
    expect(checkAnswer(email, '', today)).toEqual([]);
    expect(checkAnswer(email, 'li@', today)).toMatchObject([{ code: 'email.format', field: 'email' }]);
  });
});

describe('不行的时候说得具体', () => {
  const told = (kind: string, given: Partial<Facts>) => getDefinition(kind).whoMayStart({ ...facts, ...given }, today);

  test('多执业机构备案:最长几年、与哪一段重叠', () => {
    const term = (from: string, until: string) =>
      getDefinition('multiSiteFiling').form.together?.(
        { ...facts, entry: { ...sampleEntry, sites: [{ ...site, institutionId: 'institution-1' }] } },
        { from, until },
        today,
      );
    expect(term('2027-02-01', '2032-02-02')).toEqual([
      { code: 'site.tooLong', field: 'until', parameters: { years: '5' } },
    ]);
    expect(term('2026-12-01', '2026-12-02')).toEqual([
      { code: 'site.overlaps', field: 'institution', parameters: { from: '2026-01-01', until: '2027-01-01' } },
    ]);
  });

  test('状态、在办的编号、期满的日子', () => {
    const inactive = { ...sampleEntry, status: 'inactive' as const, inactiveSince: '2024-01-01' };
    expect(told('photoUpdate', { entry: inactive })).toEqual([
      {
        code: 'start.entryStands',
        parameters: { status: '注册备案(执业信息无效)', wanted: '“有效”或“暂停执业”' },
      },
    ]);
    expect(told('reactivation', { entry: inactive })).toEqual([
      { code: 'start.twoYearsOver', parameters: { date: '2026-01-01' } },
    ]);
    const open = (kind: string, number: string | null) => ({
      open: [{ kind, subject: 'entry-1', entryId: 'entry-1', number }],
    });
    expect(told('change', open('change', null))).toMatchObject([{ parameters: { number: '草稿' } }]);
    expect(told('change', open('change', 'BG-1'))).toMatchObject([{ parameters: { number: 'BG-1' } }]);
    expect(told('change', open('photoUpdate', 'XX-1'))).toMatchObject([{ parameters: { number: 'XX-1' } }]);
  });

  test('电子证照:暂停到哪天,是怎样的状态', () => {
    const claim = (status: 'suspended' | 'revoked', suspendedUntil: string | null) =>
      told('eLicence', { entry: { ...sampleEntry, photoId: 'p', status, suspendedUntil } });
    expect(claim('suspended', '2027-01-01')).toEqual([
      { code: 'licence.suspended', parameters: { until: '2027年1月1日' } },
    ]);
    expect(claim('suspended', null)).toMatchObject([{ parameters: { until: '' } }]);
    expect(claim('revoked', null)).toEqual([{ code: 'licence.ended', parameters: { status: '已吊销' } }]);
  });
});

describe('取消多执业机构备案:还没有选是哪一项', () => {
  const start = (given: Partial<Facts>) =>
    getDefinition('multiSiteCancellation')
      .whoMayStart({ ...facts, site: null, ...given }, today)
      .map(({ code }) => code);
  const filed = { ...sampleEntry, sites: [site] };

  test('有一条执业信息有备案就可以;没有激活的先激活', () => {
    expect(start({ entry: null, entries: [sampleEntry, filed] })).toEqual([]);
    expect(start({ entry: null, entries: [sampleEntry] })).toEqual(['start.noSite']);
    expect(start({ entry: null, entries: [], activated: false })).toEqual(['start.notActivated']);
  });

  test('选了的执业信息状态不对、又没有备案:两样都说', () => {
    const inactive = { ...sampleEntry, status: 'inactive' as const };
    expect(start({ entry: inactive, entries: [inactive] })).toEqual(['start.entryStands', 'start.noSite']);
  });

  test('同一业务在办,不再说另一件', () => {
    const open = ['change', 'deregistration'].map((kind) => ({
      kind,
      subject: 'entry-1',
      entryId: 'entry-1',
      number: kind,
    }));
    const codes = getDefinition('change').whoMayStart({ ...facts, open }, today);
    expect(codes).toEqual([{ code: 'start.alreadyOpen', parameters: { number: 'change' } }]);
  });

  test('审批人员看到注销的理由', () => {
    const [check] = getDefinition('deregistration').checks;
    const file = { ...sampleApplication, answers: { reason: '本人主动申请' } };
    expect(check?.run(facts, file, today)).toEqual({ outcome: 'ok', words: '本人主动申请' });
  });
});

describe('只能有一件的是什么', () => {
  const subject = (kind: string, given: Partial<Facts> = {}) =>
    getDefinition(kind).route.subject({ ...facts, ...given });

  test.each(['change', 'inactiveFiling', 'reactivation', 'deregistration', 'photoUpdate', 'eLicence'])(
    '%s:一条执业信息',
    (kind) => {
      expect([subject(kind), subject(kind, { entry: null })]).toEqual(['entry-1', '']);
    },
  );

  test('多执业机构备案:一条执业信息在一家机构;取消:一项备案', () => {
    expect(subject('multiSiteFiling')).toBe('entry-1 institution-1');
    expect(subject('multiSiteFiling', { entry: null, institution: null })).toBe(' ');
    expect(subject('multiSiteCancellation')).toBe('s');
    expect(subject('multiSiteCancellation', { site: null })).toBe('');
  });

  test('除执业注册外都不用跨省同意', () => {
    const far = { ...facts, institution: { ...sampleInstitution, provinceCode: '330000' } };
    expect(catalogue.filter(({ route }) => route.needsConsent(far)).map(({ kind }) => kind)).toEqual(['registration']);
  });
});

describe('准予之后登记什么', () => {
  const decided = { on: today, licenceNo: '', entryId: 'entry-1' };
  const file: Application = { ...sampleApplication, entryId: 'entry-1' };
  const events = (kind: string, given: Partial<Application> = {}, about: Partial<Facts> = {}) =>
    getDefinition(kind).effect.events({ ...file, ...given }, { ...facts, ...about }, decided);

  test('变更:新的机构和机关,在新机构的备案同日终止;缺一样都不登记', () => {
    const entry = {
      ...sampleEntry,
      sites: [
        { ...site, institutionId: 'institution-1' },
        { ...site, id: 'other' },
      ],
    };
    expect(events('change', {}, { entry })).toEqual([
      {
        type: 'mainInstitutionChanged',
        entryId: 'entry-1',
        on: today,
        institutionId: 'institution-1',
        authorityId: 'authority-1',
      },
      { type: 'siteEnded', entryId: 'entry-1', on: today, siteId: 's', why: 'becameMain' },
    ]);
    for (const missing of [{ entryId: null }, { institutionId: null }, { authorityId: null }]) {
      expect(events('change', missing)).toEqual([]);
      expect(events('multiSiteFiling', missing)).toEqual([]);
    }
    expect(events('change', {}, { entry: null })).toEqual([]);
  });

  test('备案:多执业机构备案先终止,写明理由', () => {
    const entry = { ...sampleEntry, sites: [site] };
    expect(events('inactiveFiling', { answers: { reason: '退休' } }, { entry })).toEqual([
      { type: 'siteEnded', entryId: 'entry-1', on: today, siteId: 's', why: 'inactive' },
      { type: 'madeInactive', entryId: 'entry-1', on: today, reason: '退休' },
    ]);
    expect(events('inactiveFiling', {}, { entry: null })).toEqual([]);
    expect(events('inactiveFiling', { entryId: null })).toEqual([]);
  });

  test('取消备案、取消多执业机构备案、信息维护、申领', () => {
    expect(events('reactivation')).toEqual([{ type: 'reactivated', entryId: 'entry-1', on: today }]);
    expect(events('multiSiteCancellation', {}, { site: null })).toEqual([]);
    expect(events('multiSiteCancellation', { entryId: null })).toEqual([]);
    expect(events('photoUpdate', { answers: { phone: '1' } })).toEqual([
      { type: 'photoUpdated', entryId: 'entry-1', on: today, photoId: 'photo-1', contact: { phone: '1' } },
    ]);
    expect(events('eLicence')).toEqual([{ type: 'licenceClaimed', entryId: 'entry-1', on: today }]);
    // Whoever has claimed it once does not claim it again.
    expect(events('eLicence', {}, { entry: { ...sampleEntry, licenceClaimedOn: '2026-01-01' } })).toEqual([]);
    expect(events('eLicence', {}, { entry: null })).toEqual([]);
    expect(events('eLicence', { entryId: null })).toEqual([]);
  });

  test('哪些业务另说不受影响的', () => {
    const also = (kind: string) => getDefinition(kind).effect.also(facts);
    expect(also('multiSiteCancellation')).toEqual(['主要执业机构不受影响。']);
    expect(also('multiSiteFiling')).toEqual(['主要执业机构和执业证书编码不变。']);
    expect(also('photoUpdate')).toEqual(['登录用的手机号不变,要更换请到“安全设置”。']);
    for (const kind of ['change', 'inactiveFiling', 'reactivation', 'deregistration', 'eLicence'])
      expect(also(kind)).toEqual([]);
  });

  test('多执业机构备案写填写的期间', () => {
    const answers = { from: '2026-12-01', until: '2027-02-28' };
    expect(events('multiSiteFiling', { answers })).toMatchObject([{ type: 'siteAdded', ...answers, siteId: file.id }]);
  });
});
