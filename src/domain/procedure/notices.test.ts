import { describe, expect, test } from 'vitest';
import { sampleEvents } from '../../../tests/factories/eventSamples.ts';
import { sampleApplication } from '../../../tests/factories/ruleSamples.ts';
import { getDefinition } from '../applications/catalogue.ts';
import { remedies } from '../vocabulary/articles.ts';
import type { Application } from './application.ts';
import type { ApplicationEvent, ApplicationEventType } from './events.ts';
import { noticesOf } from './notices.ts';

const names = { applicant: '张景和', institution: '仁和诊所', authority: '岳麓区卫健局' };
const notices = (event: ApplicationEvent, given: Partial<Application> = {}, kind = 'registration') =>
  noticesOf(getDefinition(kind), { ...sampleApplication, ...given }, event, names);
const told = (event: ApplicationEvent, given: Partial<Application> = {}, kind = 'registration') =>
  notices(event, given, kind).map(({ to, title }) => `${to} ${title}`);
const bodies = (event: ApplicationEvent, given: Partial<Application> = {}, kind = 'registration') =>
  notices(event, given, kind).map(({ body }) => body);

describe('谁得到通知', () => {
  const expected: Readonly<Record<ApplicationEventType, readonly string[]>> = {
    submitted: ['applicant 已提交', 'institution 新的待审核申请'],
    institutionPassed: ['applicant 机构审核通过', 'authority 新的待受理申请'],
    institutionReturned: ['applicant 机构退回修改'],
    institutionDeclined: ['applicant 机构不同意'],
    consentGiven: ['applicant 跨省执业已同意', 'authority 新的待受理申请'],
    consentRefused: ['applicant 不同意跨省执业', 'institution 跨省执业未获同意'],
    accepted: ['applicant 已受理', 'institution 已受理'],
    notAccepted: ['applicant 不予受理', 'institution 不予受理'],
    supplementAsked: ['applicant 请补正材料'],
    supplementAnswered: ['applicant 补正已提交', 'authority 补正已提交'],
    approved: ['applicant 准予注册', 'institution 准予注册'],
    refused: ['applicant 不予注册', 'institution 不予注册'],
    withdrawn: ['applicant 已撤回', 'institution 申请已撤回', 'authority 申请已撤回'],
    nudged: ['institution 催办提醒'],
    claimed: ['applicant 准予注册'],
    reported: ['applicant 机构已报告', 'authority 机构报告'],
    escalated: ['institution 审核已超期', 'authority 机构审核超期'],
    verified: ['authority 已核对'],
    steppedIn: ['applicant 主管部门直接办理', 'institution 主管部门直接办理'],
    deemedAccepted: ['applicant 视为受理', 'institution 视为受理', 'authority 视为受理'],
    lapsed: ['applicant 视为撤回', 'institution 视为撤回', 'authority 视为撤回'],
  };
  const arrived = { submittedOn: '2026-09-14', receivedOn: '2026-09-15' };

  test.each(Object.values(sampleEvents))('$type', (event) => {
    expect(told(event, arrived)).toEqual(expected[event.type]);
  });

  test('对申请人说“您的”,对办理的人说是谁的;都有编号,没有证件号码', () => {
    for (const event of Object.values(sampleEvents)) {
      for (const { to, body } of notices(event, arrived)) {
        expect(body).not.toMatch(/\d{15,17}[\dX](?!\d)/);
        if (to === 'applicant') expect(body).not.toContain('张景和');
        else expect(body).toContain('张景和的执业注册申请(ZC-2026-000001)');
      }
    }
  });

  test('跨省的先到同意的机关;机构自己决定的就此生效,不再转办', () => {
    const far = { consentAuthorityId: 'province-2' };
    expect(told(sampleEvents.institutionPassed, far)).toEqual(['applicant 机构审核通过', 'consent 新的跨省执业申请']);
    const own = notices(sampleEvents.institutionPassed, { authorityId: null }, 'photoUpdate');
    expect(own).toEqual([
      {
        to: 'applicant',
        title: '已更新',
        body: '您的信息维护申请(ZC-2026-000001)已由仁和诊所审核通过,现在生效。',
      },
    ]);
  });

  test('直接办理而跨省的:同意的机关得到通知,申请人知道接下来是跨省同意', () => {
    const far = { consentAuthorityId: 'province-2' };
    expect(told(sampleEvents.steppedIn, far)).toEqual([
      'applicant 主管部门直接办理',
      'institution 主管部门直接办理',
      'consent 新的跨省执业申请',
    ]);
    const [mine = '', , consents = ''] = bodies(sampleEvents.steppedIn, far);
    expect(mine).toContain('先办理跨省执业同意,同意后由岳麓区卫健局受理');
    expect(consents).toContain('机构逾期未审核');
    expect(consents).not.toContain('机构审核已通过');
    expect(bodies(sampleEvents.steppedIn)[0]).not.toContain('跨省');
  });

  test('撤回:没有人看过的草稿不通知,没有到机关的不通知机关', () => {
    const { withdrawn } = sampleEvents;
    expect(told(withdrawn, { submittedOn: null, receivedOn: null })).toEqual([]);
    expect(told(withdrawn, { submittedOn: '2026-09-14', receivedOn: null })).toEqual([
      'applicant 已撤回',
      'institution 申请已撤回',
    ]);
  });

  test('撤回:等待跨省同意的告诉同意的机关,已见到超期的告诉审批机关', () => {
    const { withdrawn } = sampleEvents;
    const passed = { submittedOn: '2026-09-14', passedOn: '2026-09-15', consentAuthorityId: 'province-2' };
    const both = ['applicant 已撤回', 'institution 申请已撤回'];
    expect(told(withdrawn, passed)).toEqual([...both, 'consent 申请已撤回']);
    expect(told(withdrawn, { ...passed, receivedOn: '2026-09-18' })).toEqual([...both, 'authority 申请已撤回']);
    expect(told(withdrawn, { ...passed, passedOn: null })).toEqual(both);
    const escalated = { submittedOn: '2026-09-14', escalatedOn: '2026-09-22' };
    expect(told(withdrawn, escalated)).toEqual([...both, 'authority 申请已撤回']);
  });
});

describe('通知里说什么', () => {
  test('没有编号的说是草稿', () => {
    expect(bodies(sampleEvents.nudged, { number: null })).toEqual([
      '张景和的执业注册申请(草稿)已超过审核期限,申请人催办。',
    ]);
  });

  test('受理说哪天之前决定,暂定的说明是暂定', () => {
    expect(bodies(sampleEvents.accepted)[0]).toContain('将在2026年10月23日前作出决定。');
    expect(bodies({ ...sampleEvents.accepted, provisional: true })[0]).toContain('该日期为暂定');
    expect(bodies(sampleEvents.deemedAccepted)[0]).toContain('自2026年9月14日起视为已受理,应在2026年10月16日前');
  });

  test('有证书编码的说编码,没有的请登录查看', () => {
    expect(bodies(sampleEvents.approved)[0]).toContain('执业证书编码:354430104000001');
    const ended = bodies({ ...sampleEvents.approved, licenceNo: '' }, {}, 'deregistration');
    expect(ended[0]).toContain('准予注销。请登录查看结果。');
    expect(ended[0]).not.toContain('执业证书编码');
  });

  test('不利的决定:理由和救济都告诉申请人', () => {
    for (const event of [sampleEvents.refused, sampleEvents.notAccepted, sampleEvents.consentRefused]) {
      const [mine = '', theirs = ''] = bodies(event);
      expect(mine).toContain(event.reasons);
      expect(mine).toContain(remedies);
      expect(theirs).not.toContain(remedies);
    }
    // 医师法16: the institution reads ground and reasons as well.
    expect(bodies(sampleEvents.refused)[1]).toContain('(二)受刑事处罚');
    expect(bodies(sampleEvents.refused)[1]).toContain('刑满一年');
  });

  test('不予的依据:注册是医师法第十六条的情形,别的业务是自己的条款', () => {
    const [mine = '', theirs = ''] = bodies({ ...sampleEvents.refused, ground: null }, {}, 'change');
    for (const body of [mine, theirs]) {
      expect(body).toContain('依据:《医师法》第十八条、《医师法》第十五条。理由:刑满一年');
      expect(body).not.toContain('第十六条');
    }
  });

  test('机构退回、不同意说原因和接下来怎么办', () => {
    expect(bodies(sampleEvents.institutionReturned)[0]).toContain('照片不清');
    expect(bodies(sampleEvents.institutionDeclined)[0]).toContain('没有岗位 您可以另选一家机构重新申请。');
    expect(bodies(sampleEvents.institutionDeclined, {}, 'inactiveFiling')[0]).not.toContain('另选');
  });

  test('机构报告的说谁报告的,不说是医师的申请;报告死亡的不以“您”称呼', () => {
    const { reported, accepted, notAccepted } = sampleEvents;
    for (const event of [reported, accepted, notAccepted]) {
      const given = { startedBy: 'institution', answers: { reason: '被开除' } } as const;
      const [mine = '', theirs = ''] = bodies(event, given, 'inactiveFiling');
      expect(mine).toContain('仁和诊所报告的您的执业备案(ZC-2026-000001)');
      expect(theirs).toContain('仁和诊所报告的张景和的执业备案(ZC-2026-000001)');
      expect(`${mine}${theirs}`.replace(remedies, '')).not.toContain('申请');
      const dead = { startedBy: 'institution', answers: { reason: '死亡或者被宣告失踪' } } as const;
      expect(bodies(event, dead, 'deregistration')[0]).toContain('仁和诊所报告的张景和的注销');
      expect(bodies(event, dead, 'deregistration')[0]).not.toContain('您');
    }
    expect(bodies(notAccepted, { startedBy: 'institution' }, 'inactiveFiling')[1]).toContain('不属本机关');
  });

  test('补正说期限和内容,直接办理对两边都说理由', () => {
    expect(bodies(sampleEvents.supplementAsked)[0]).toContain('请在2026年10月20日前提交。需要补正:身份证件复印件');
    for (const body of bodies(sampleEvents.steppedIn)) expect(body).toContain('机构停业');
  });
});
