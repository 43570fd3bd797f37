import { describe, expect, test } from 'vitest';
import { on } from '../../../tests/factories/days.ts';
import {
  sampleApplication,
  sampleEntry,
  sampleFacts,
  sampleInstitution,
} from '../../../tests/factories/ruleSamples.ts';
import { getDefinition } from '../applications/catalogue.ts';
import { change } from '../applications/change.ts';
import { registration } from '../applications/registration.ts';
import type { Application } from './application.ts';
import { type Decision, decide, type StepInput } from './decide.ts';
import { evolve } from './evolve.ts';
import type { Facts } from './facts.ts';
import { type State, stepTable } from './steps.ts';

const submitInput: StepInput = {
  step: 'submit',
  number: 'ZC-2026-000001',
  answers: { phone: '13800000000' },
  photoId: 'photo-1',
};

function codes(decision: Decision): string[] {
  return (decision.refusals ?? []).map(({ code, field }) => (field === undefined ? code : `${code}@${field}`));
}

function eventOf(decision: Decision) {
  if (decision.event === undefined) throw new Error(`refused: ${codes(decision).join(', ')}`);
  return decision.event;
}

/** 执业注册 submitted on a day: complete, unless told otherwise. */
const submitted = (facts: Facts, date = '2026-09-14', input = submitInput, application = sampleApplication) =>
  decide(registration, application, input, facts, on(date));

/** A step at an office on a day, of a file that lies there. */
const taken = (state: State, input: StepInput, date: string, given: Partial<Application> = {}) =>
  decide(registration, { ...sampleApplication, ...given, state }, input, sampleFacts, on(date));

describe('提交执业注册', () => {
  test('材料齐全:申请到机构,机关是发证给该机构的机关', () => {
    const event = eventOf(submitted(sampleFacts));
    expect(event).toMatchObject({
      type: 'submitted',
      institutionId: 'institution-1',
      authorityId: 'authority-1',
      consentAuthorityId: null,
      subject: '430000',
    });
  });

  test('缺照片、机构、电话:一次全部告知,各在其栏', () => {
    const bare: StepInput = { step: 'submit', number: 'ZC-2026-000001', answers: {}, photoId: null };
    const decision = submitted({ ...sampleFacts, institution: null }, '2026-09-14', bare);
    expect(codes(decision)).toEqual([
      'institution.required@institution',
      'photo.required@photo',
      'field.required@phone',
    ]);
  });

  test('到另一省执业:须经拟执业省同意', () => {
    const facts = {
      ...sampleFacts,
      institution: { ...sampleInstitution, provinceCode: '530000', consentAuthorityId: 'province-2' },
    };
    const event = eventOf(submitted(facts));
    expect(event).toMatchObject({ consentAuthorityId: 'province-2', provinceCode: '530000' });
  });

  test('另一省没有同意机关:退回并说明', () => {
    const facts = {
      ...sampleFacts,
      institution: { ...sampleInstitution, provinceCode: '530000', consentAuthorityId: null },
    };
    expect(codes(submitted(facts))).toEqual(['consent.noAuthority@institution']);
  });

  test.each([
    ['2026-09-14', ['start.barred']],
    ['2026-09-15', []],
  ])('禁止注册到9月15日:%s', (date, expected) => {
    const facts = {
      ...sampleFacts,
      bars: [{ until: '2026-09-15', reason: '吊销不满二年', article: '《医师法》第十六条' }],
    };
    expect(codes(submitted(facts, date))).toEqual(expected);
  });

  test('同省已有执业注册:不能再注册,已注销的不算', () => {
    const live = { ...sampleFacts, entries: [sampleEntry] };
    const ended = { ...sampleFacts, entries: [{ ...sampleEntry, status: 'deregistered' as const }] };
    expect(codes(submitted(live))).toEqual(['start.alreadyRegistered@institution']);
    expect(codes(submitted(ended))).toEqual([]);
  });

  test('机构许可证到期的当天还可以,第二天不行', () => {
    const facts = { ...sampleFacts, institution: { ...sampleInstitution, licenceValidUntil: '2026-09-14' } };
    expect(codes(submitted(facts))).toEqual([]);
    expect(codes(submitted(facts, '2026-09-15'))).toEqual(['institution.inactive@institution']);
  });

  test('再次提交说明改了什么', () => {
    const returned = { ...sampleApplication, state: 'returned' as const };
    const input: StepInput = { ...submitInput, answers: { phone: '13900000000' }, photoId: 'photo-2' };
    const event = eventOf(submitted(sampleFacts, '2026-09-14', input, returned));
    expect(event).toMatchObject({ changed: ['个人照片', '联系电话'] });
  });
});

describe('变更注册', () => {
  const facts = { ...sampleFacts, entries: [sampleEntry], entry: sampleEntry };
  const input: StepInput = {
    step: 'submit',
    number: 'BG-2026-000001',
    answers: { phone: '13800000000', reason: '搬家' },
    photoId: null,
  };
  const application = { ...sampleApplication, kind: 'change', entryId: 'entry-1' };

  test('同省换机构:可以', () => {
    expect(eventOf(decide(change, application, input, facts, on('2026-09-14')))).toMatchObject({
      type: 'submitted',
      subject: 'entry-1',
    });
  });

  test.each([
    ['就是现在的机构', { ...sampleInstitution, id: 'institution-0' }, 'institution.sameAsNow@institution'],
    ['在另一省', { ...sampleInstitution, provinceCode: '530000' }, 'institution.otherProvince@institution'],
  ])('%s:不行', (_name, institution, code) => {
    expect(codes(decide(change, application, input, { ...facts, institution }, on('2026-09-14')))).toEqual([code]);
  });

  test('没有有效的执业信息:不能开始', () => {
    expect(change.whoMayStart({ ...sampleFacts, institution: null }, '2026-09-14').map(({ code }) => code)).toEqual([
      'start.noEntry',
    ]);
    const inactive = { ...sampleEntry, status: 'inactive' as const };
    expect(
      change.whoMayStart({ ...facts, entry: inactive, institution: null }, '2026-09-14').map(({ code }) => code),
    ).toEqual(['start.entryStands']);
  });
});

describe('机构和机关', () => {
  test('机构四项确认缺一不可,一次告知', () => {
    const input: StepInput = { step: 'passAtInstitution', opinion: '', confirmed: ['photo'] };
    const decision = taken('atInstitution', input, '2026-09-15');
    expect(codes(decision)).toEqual([
      'review.confirm@confirm-identity',
      'review.confirm@confirm-employment',
      'review.confirm@confirm-scope',
    ]);
  });

  test('2026-09-15 受理:20个工作日到 2026-10-19', () => {
    const event = eventOf(taken('atAuthority', { step: 'accept' }, '2026-09-15'));
    expect(event).toMatchObject({ type: 'accepted', on: '2026-09-15', dueOn: '2026-10-19', provisional: false });
  });

  test('期限跨入没有公布安排的年份:暂定', () => {
    const event = eventOf(taken('atAuthority', { step: 'accept' }, '2026-12-10'));
    expect(event).toMatchObject({ provisional: true });
  });

  test('第二次要求补正须写理由', () => {
    const pauses = [{ from: '2026-09-16', until: '2026-09-18' }];
    const ask = (secondReason: string) =>
      taken('accepted', { step: 'askForSupplement', items: '考核证明', secondReason }, '2026-09-21', { pauses });
    expect(codes(ask(''))).toEqual(['supplement.again@secondReason']);
    expect(eventOf(ask('申请人新提交的材料不清晰'))).toMatchObject({ type: 'supplementAsked' });
  });

  test('不予注册须有法定情形和理由', () => {
    const decision = taken('accepted', { step: 'refuse', ground: 'because', reasons: '' }, '2026-09-21');
    expect(codes(decision)).toEqual(['decision.ground@ground', 'review.reasons@reasons']);
  });

  test('别的业务没有法定情形可选,只要理由', () => {
    for (const kind of ['change', 'inactiveFiling', 'reactivation', 'deregistration']) {
      const file = { ...sampleApplication, kind, state: 'accepted' as const };
      const refuse = (reasons: string) =>
        decide(
          getDefinition(kind),
          file,
          { step: 'refuse', ground: 'sentence', reasons },
          sampleFacts,
          on('2026-09-21'),
        );
      expect(codes(refuse(''))).toEqual(['review.reasons@reasons']);
      expect(eventOf(refuse('与登记不符'))).toEqual({
        type: 'refused',
        on: '2026-09-21',
        ground: null,
        reasons: '与登记不符',
      });
    }
  });

  test('催办:满5个工作日的次日起,每天一次', () => {
    const stateSince = '2026-09-14T02:00:00Z';
    const nudge = (date: string, nudgedOn: string | null = null) =>
      codes(taken('atInstitution', { step: 'nudge' }, date, { stateSince, nudgedOn }));
    // 9月20日是调休上班日: the five days end on 9月20日, not on 9月21日.
    expect(nudge('2026-09-20')).toEqual(['nudge.tooSoon']);
    expect(nudge('2026-09-21')).toEqual([]);
    expect(nudge('2026-09-21', '2026-09-21')).toEqual(['nudge.onceADay']);
  });
});

describe('决定与演变一致', () => {
  const inputs: StepInput[] = [
    submitInput,
    { step: 'answerSupplement', answers: { phone: '13800000000' }, photoId: 'photo-1', note: '' },
    { step: 'withdraw', reasons: '' },
    { step: 'passAtInstitution', opinion: '', confirmed: ['identity', 'photo', 'employment', 'scope'] },
    { step: 'returnToApplicant', reasons: '改', confirmed: ['identity'] },
    { step: 'declineAtInstitution', reasons: '不聘' },
    { step: 'giveConsent', opinion: '' },
    { step: 'refuseConsent', reasons: '否' },
    { step: 'accept' },
    { step: 'refuseAcceptance', reasons: '不属本机关' },
    { step: 'askForSupplement', items: '证明', secondReason: '再次' },
    { step: 'approve', opinion: '', licenceNo: '354430104000001' },
    { step: 'refuse', ground: 'sentence', reasons: '刑罚执行完毕不满二年' },
  ];
  const cells = Object.keys(stepTable).flatMap((state) =>
    inputs
      .filter(({ step }) => stepTable[state as State][step] !== undefined)
      .flatMap((input) =>
        [null, 'province-1'].flatMap((consent) =>
          [null, '2026-09-15'].map((acceptedOn) => ({ state: state as State, input, consent, acceptedOn })),
        ),
      ),
  );

  test.each(cells)(
    '$state × $input.step 的去处就是步骤表所说(同意:$consent,受理:$acceptedOn)',
    ({ state, input, consent, acceptedOn }) => {
      const before = { ...sampleApplication, state, consentAuthorityId: consent, acceptedOn };
      const facts =
        consent === null
          ? sampleFacts
          : {
              ...sampleFacts,
              institution: { ...sampleInstitution, provinceCode: '530000', consentAuthorityId: consent },
            };
      const event = eventOf(decide(registration, before, input, facts, on('2026-09-21')));
      const after = evolve(before, { event, at: '2026-09-21T02:00:00Z', desk: 'authority', accountId: 'x' });
      const move = stepTable[state][input.step];
      const expected = typeof move?.to === 'function' ? move.to(before) : move?.to;
      expect(after.state).toBe(expected);
      expect(after.version).toBe(before.version + 1);
    },
  );
});
