import { describe, expect, test } from 'vitest';
import { sampleEvents, sampleSubmitted } from '../../../tests/factories/eventSamples.ts';
import { getDefinition } from '../applications/catalogue.ts';
import type { ApplicationEventType } from './events.ts';
import { eventTitle, eventWords } from './eventWords.ts';

const registration = getDefinition('registration');

describe('时间线上的话', () => {
  const said: Readonly<Record<ApplicationEventType, string>> = {
    submitted: '',
    institutionPassed:
      '同意聘用\n已确认:已当面核对身份证件原件,人证一致;本机构的诊疗科目能够开展其执业范围内的诊疗活动',
    institutionReturned: '照片不清',
    institutionDeclined: '没有岗位',
    consentGiven: '同意来本省',
    consentRefused: '名额已满',
    accepted: '应在2026年10月23日前作出决定',
    notAccepted: '不属本机关',
    supplementAsked: '身份证件复印件\n请在2026年10月20日前提交。',
    supplementAnswered: '已重新拍照\n修改了:个人照片、联系电话',
    approved: '符合条件',
    refused:
      '依据:《医师法》第十六条(二)受刑事处罚,刑罚执行完毕不满二年或者被依法禁止从事医师职业的期限未满\n理由:刑满一年',
    withdrawn: '另有安排',
    nudged: '',
    claimed: '',
    reported: '知悉日期:2026年9月1日',
    escalated: '',
    verified: '材料与原件一致',
    steppedIn: '机构停业',
    deemedAccepted: '应在2026年10月16日前作出决定',
    lapsed: '',
  };

  test.each(Object.values(sampleEvents))('$type', (event) => {
    expect(eventWords(registration, event)).toBe(said[event.type]);
  });

  test('没有说的不占一行', () => {
    const { institutionPassed, supplementAnswered } = sampleEvents;
    expect(eventWords(registration, { ...institutionPassed, opinion: '' })).toMatch(/^已确认:/);
    expect(eventWords(registration, { ...supplementAnswered, changed: [] })).toBe('已重新拍照');
    expect(eventWords(registration, { ...supplementAnswered, note: '' })).toBe('修改了:个人照片、联系电话');
    expect(eventWords(registration, { ...supplementAnswered, note: '', changed: [] })).toBe('');
  });

  test('不予的依据:没有法定情形可选的业务,说自己的条款', () => {
    expect(eventWords(getDefinition('change'), { ...sampleEvents.refused, ground: null })).toBe(
      '依据:《医师法》第十八条、《医师法》第十五条\n理由:刑满一年',
    );
  });

  test('再次提交说改了什么;暂定、迟报要说出来', () => {
    expect(eventWords(registration, { ...sampleSubmitted, changed: ['联系电话'] })).toBe('修改了:联系电话');
    expect(eventWords(registration, { ...sampleEvents.accepted, provisional: true })).toBe(
      '应在2026年10月23日前作出决定(暂定)',
    );
    expect(eventWords(registration, { ...sampleEvents.reported, late: true })).toBe(
      '知悉日期:2026年9月1日\n超过三十日报告',
    );
  });
});

describe('时间线上的标题', () => {
  test('准予和不予用各业务自己的说法,别的各业务一样', () => {
    const titles = (kind: string) =>
      [sampleEvents.approved, sampleEvents.refused, sampleEvents.accepted].map((event) =>
        eventTitle(getDefinition(kind), event),
      );
    expect(titles('registration')).toEqual(['准予注册', '不予注册', '受理']);
    expect(titles('change')).toEqual(['准予变更', '不予变更', '受理']);
  });

  test('没有审批机关的业务超期,只说提醒了机构管理员', () => {
    const title = (kind: string) => eventTitle(getDefinition(kind), sampleEvents.escalated);
    expect(title('registration')).toBe('机构超期未审核,已提醒机构管理员和主管部门');
    expect(title('photoUpdate')).toBe('机构超期未审核,已提醒机构管理员');
  });
});
