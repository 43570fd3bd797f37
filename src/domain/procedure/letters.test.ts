import { describe, expect, test } from 'vitest';
import { sampleEvents } from '../../../tests/factories/eventSamples.ts';
import { sampleApplication } from '../../../tests/factories/ruleSamples.ts';
import { getDefinition } from '../applications/catalogue.ts';
import type { RegisterEvent } from '../register/events.ts';
import { cite } from '../vocabulary/articles.ts';
import type { ApplicationEvent } from './events.ts';
import { lettersOf } from './letters.ts';

const names = {
  applicant: '张景和',
  institution: '仁和诊所',
  authority: '岳麓区卫生健康局',
  consent: '浙江省中医药管理局',
};
const on = '2026-09-21';
const letters = (
  event: ApplicationEvent,
  kind = 'registration',
  effects: readonly RegisterEvent[] = [],
  authorityId: string | null = 'a',
) => lettersOf(getDefinition(kind), { ...sampleApplication, authorityId }, event, effects, names);

describe('文书', () => {
  test('受理:收到的编号、期限、暂定', () => {
    const accepted = { type: 'accepted', on, dueOn: '2026-10-23', provisional: false } as const;
    const [letter] = letters(accepted);
    expect(letter).toMatchObject({
      kind: 'acceptance',
      title: '受理通知书',
      addressee: '张景和',
      issuer: '岳麓区卫生健康局',
      issuedOn: '2026年9月21日',
      remedies: '',
      copyTo: '',
    });
    expect(letter?.paragraphs.join()).toContain('自2026年9月21日起受理');
    expect(letter?.paragraphs.join()).toContain('20个工作日内,于2026年10月23日前');
    expect(letter?.paragraphs.join()).not.toContain('暂定');
    expect(letters({ ...accepted, provisional: true })[0]?.paragraphs.join()).toContain('暂定');
    expect(letter?.basis[0]).toMatch(/^《行政许可法》第三十二条:/);
  });

  test('视为受理:从收到之日起', () => {
    const [letter] = letters({
      type: 'deemedAccepted',
      on,
      acceptedOn: '2026-09-14',
      dueOn: '2026-10-16',
      provisional: false,
    });
    expect(letter?.paragraphs[0]).toContain('未在五个工作日内告知');
    expect(letter?.paragraphs[0]).toContain('自2026年9月14日起受理');
    expect(letter?.issuedOn).toBe('2026年9月21日');
  });

  test('准予:证书编码只在有的时候;注销另有公告', () => {
    const approved = { type: 'approved', on, opinion: '', licenceNo: '354430104000001' } as const;
    expect(letters(approved)[0]).toMatchObject({ title: '准予注册决定书', copyTo: '仁和诊所' });
    expect(letters(approved)[0]?.paragraphs[1]).toBe('执业证书编码:354430104000001');
    expect(letters({ ...approved, licenceNo: '' }, 'change')[0]?.paragraphs).toHaveLength(1);
    const effects = [
      { type: 'siteEnded', entryId: 'e', on, siteId: 's', why: 'over' },
      { type: 'deregistered', entryId: 'e', on, reason: '本人主动申请' },
    ] as const;
    const both = letters({ ...approved, licenceNo: '' }, 'deregistration', effects);
    expect(both.map(({ kind, addressee }) => [kind, addressee])).toEqual([
      ['approval', '张景和'],
      ['publication', '公告'],
    ]);
    expect(both[1]?.paragraphs[0]).toContain('自2026年9月21日起注销');
  });

  test('不予:条款、理由、救济,抄送机构;不予受理也写救济', () => {
    const [refusal] = letters({ type: 'refused', on, ground: 'sentence', reasons: '刑满一年' });
    expect(refusal).toMatchObject({ title: '不予注册决定书', copyTo: '仁和诊所' });
    expect(refusal?.paragraphs.join()).toContain('(二)受刑事处罚');
    expect(refusal?.paragraphs).toContain('理由:刑满一年');
    expect(refusal?.remedies).toContain('六十日');
    const [notAccepted] = letters({ type: 'notAccepted', on, reasons: '不属于本机关' });
    expect(notAccepted?.paragraphs).toContain('理由:不属于本机关');
    expect(notAccepted?.remedies).toContain('六个月');
  });

  test('不同意跨省执业:同意的机关写决定书,给申请人,抄送机构,有条款、理由、救济', () => {
    const [letter] = letters(sampleEvents.consentRefused);
    expect(letter).toMatchObject({ addressee: '张景和', issuer: '浙江省中医药管理局', copyTo: '仁和诊所' });
    expect(letter?.paragraphs[0]).toContain('执业注册申请(编号ZC-2026-000001),本机关决定不同意跨省执业');
    expect(letter?.paragraphs).toContain('理由:名额已满');
    expect(letter?.basis.map((each) => each.split(':')[0])).toEqual([
      '《中医医术确有专长人员医师资格考核注册管理暂行办法》注册管理的规定',
      '《行政许可法》第三十八条',
    ]);
    expect(letter?.remedies).toContain('六十日');
  });

  test('不予:医师法第十六条的情形只用于注册,别的业务依其自己的条款', () => {
    for (const kind of ['change', 'inactiveFiling', 'reactivation', 'deregistration', 'multiSiteFiling']) {
      const [letter] = letters({ type: 'refused', on, ground: null, reasons: '与登记不符' }, kind);
      const own = getDefinition(kind).authority.map(cite);
      expect(letter?.paragraphs[1]).toBe(`依据:${own.join('、')}`);
      expect(letter?.basis.map((each) => each.split(':')[0])).toEqual([...own, '《行政许可法》第三十八条']);
      expect(letter?.paragraphs).toContain('理由:与登记不符');
      expect(JSON.stringify(letter)).not.toContain('第十六条');
    }
  });

  test('补正:全部内容和期限', () => {
    const [letter] = letters({ type: 'supplementAsked', on, items: '照片', answerBy: '2026-10-20' });
    expect(letter?.paragraphs[1]).toBe('照片');
    expect(letter?.paragraphs[2]).toContain('2026年10月20日前');
  });

  test('每一种事件有哪些文书', () => {
    const written = Object.values(sampleEvents).map((event) => [
      event.type,
      letters(event).map(({ kind, title }) => `${kind} ${title}`),
    ]);
    expect(written.filter(([, kinds]) => kinds?.length !== 0)).toEqual([
      ['consentRefused', ['consentRefusal 不同意跨省执业决定书']],
      ['accepted', ['acceptance 受理通知书']],
      ['notAccepted', ['notAccepted 不予受理决定书']],
      ['supplementAsked', ['supplement 补正通知书']],
      ['approved', ['approval 准予注册决定书']],
      ['refused', ['refusal 不予注册决定书']],
      ['deemedAccepted', ['acceptance 受理通知书']],
    ]);
  });

  test('每份文书都写申请的编号和依据;没有编号的空着', () => {
    const basisOf = (event: ApplicationEvent) => letters(event)[0]?.basis.map((each) => each.split(':')[0]);
    for (const type of ['accepted', 'notAccepted', 'supplementAsked', 'approved', 'refused'] as const)
      expect(letters(sampleEvents[type])[0]?.paragraphs[0]).toContain('执业注册申请(编号ZC-2026-000001)');
    expect(basisOf(sampleEvents.accepted)).toEqual(['《行政许可法》第三十二条', '《行政许可法》第八十二条']);
    expect(basisOf(sampleEvents.supplementAsked)).toEqual(['《行政许可法》第三十二条']);
    expect(basisOf(sampleEvents.notAccepted)).toEqual(['《行政许可法》第三十二条']);
    expect(basisOf(sampleEvents.refused)).toEqual(['《医师法》第十六条']);
    expect(basisOf(sampleEvents.approved)).toEqual([
      '《医师法》第十三条',
      '《中医药法》第十五条',
      '《医师法》第十六条',
    ]);
    const unnumbered = { ...sampleApplication, number: null };
    const [letter] = lettersOf(getDefinition('registration'), unnumbered, sampleEvents.accepted, [], names);
    expect(letter?.paragraphs[0]).toContain('(编号)');
  });

  test('受理写明怎样受理;暂定的写明暂定', () => {
    expect(letters(sampleEvents.accepted)[0]?.paragraphs[0]).toContain('经审查,材料齐全,符合法定形式');
    expect(letters({ ...sampleEvents.deemedAccepted, provisional: true })[0]?.paragraphs[1]).toContain('该日期为暂定');
  });

  test('公告写明谁、在哪里、依据,不抄送', () => {
    const effects = [{ type: 'deregistered', entryId: 'e', on, reason: '本人主动申请' }] as const;
    const [, publication] = letters({ ...sampleEvents.approved, licenceNo: '' }, 'deregistration', effects);
    expect(publication).toMatchObject({ title: '注销注册公告', copyTo: '', remedies: '' });
    expect(publication?.paragraphs[0]).toContain('张景和(主要执业机构:仁和诊所)');
    expect(publication?.basis.map((each) => each.split(':')[0])).toEqual([
      '《医师法》第十七条',
      '《医师法》第二十一条',
    ]);
  });

  const reported = (kind: string, reason: string, event: ApplicationEvent) =>
    lettersOf(
      getDefinition(kind),
      { ...sampleApplication, startedBy: 'institution', number: 'BA-2026-000001', answers: { reason } },
      event,
      [],
      names,
    );

  test('机构报告的不是医师的申请:说谁报告的;报告的机构也收到', () => {
    const { accepted, notAccepted, approved, refused } = sampleEvents;
    for (const event of [accepted, notAccepted, { ...approved, licenceNo: '' }, refused]) {
      const [letter] = reported('inactiveFiling', '被开除', event);
      expect(letter).toMatchObject({ addressee: '张景和', copyTo: '仁和诊所' });
      expect(letter?.paragraphs[0]).toMatch(/^仁和诊所报告的您的执业备案\(编号BA-2026-000001\),/);
      expect(letter?.paragraphs.join()).not.toContain('申请');
    }
  });

  test('报告死亡的,文书给报告的机构,不以“您”称呼', () => {
    const { accepted, approved, refused } = sampleEvents;
    for (const event of [accepted, { ...approved, licenceNo: '' }, refused]) {
      const [letter] = reported('deregistration', '死亡或者被宣告失踪', event);
      expect(letter).toMatchObject({ addressee: '仁和诊所', copyTo: '' });
      expect(letter?.paragraphs[0]).toMatch(/^仁和诊所报告的张景和的注销\(/);
      expect(letter?.paragraphs.join()).not.toContain('您');
    }
    expect(reported('deregistration', '受刑事处罚', accepted)[0]?.addressee).toBe('张景和');
    expect(reported('inactiveFiling', '死亡或者被宣告失踪', accepted)[0]?.addressee).toBe('张景和');
  });

  test('没有审批机关、不是机关的行为:没有文书', () => {
    const accepted = { type: 'accepted', on, dueOn: '2026-10-23', provisional: false } as const;
    expect(letters(accepted, 'registration', [], null)).toEqual([]);
    expect(letters({ type: 'withdrawn', on, reasons: '' })).toEqual([]);
    expect(letters({ type: 'lapsed', on })).toEqual([]);
  });
});
