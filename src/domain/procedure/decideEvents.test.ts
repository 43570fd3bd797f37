import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  sampleApplication,
  sampleEntry,
  sampleFacts,
  sampleInstitution,
} from '../../../tests/factories/ruleSamples.ts';
import { getDefinition } from '../applications/catalogue.ts';
import { makeCalendar } from '../time/calendar.ts';
import type { Application } from './application.ts';
import { decide, type StepInput } from './decide.ts';
import type { Facts } from './facts.ts';

const calendar = makeCalendar([JSON.parse(readFileSync('data/calendar/2026.json', 'utf8'))]);
const on = '2026-11-23';
const site = { id: 's', institutionId: 'i', authorityId: 'a', from: '2026-01-01', until: '2027-01-01', endedOn: null };
const entry = { ...sampleEntry, sites: [site] };

interface Given {
  readonly kind?: string;
  readonly file?: Partial<Application>;
  readonly facts?: Partial<Facts>;
}

/** What a step writes down on a Monday, or the refusals with their fields. */
function taken(input: StepInput, { kind = 'registration', file = {}, facts = {} }: Given = {}) {
  const application = { ...sampleApplication, kind, ...file };
  const known = { ...sampleFacts, ...(kind === 'registration' ? {} : { entry, entries: [entry], site }), ...facts };
  const today = { date: Temporal.PlainDate.from(on), calendar };
  const { event, refusals } = decide(getDefinition(kind), application, input, known, today);
  return event ?? refusals.map(({ code, field }) => (field === undefined ? code : `${code}@${field}`));
}
const submit = { step: 'submit', number: 'N-1', answers: { phone: '13800000000' }, photoId: 'photo-1' } as const;

describe('提交写下什么', () => {
  test('第一次:新的编号,填写的内容,没有改过什么', () => {
    expect(taken(submit, { file: { number: null, photoId: null, answers: {}, institutionId: null } })).toEqual({
      type: 'submitted',
      on,
      number: 'N-1',
      subject: '430000',
      provinceCode: '430000',
      institutionId: 'institution-1',
      authorityId: 'authority-1',
      consentAuthorityId: null,
      ownInstitution: false,
      answers: { phone: '13800000000' },
      photoId: 'photo-1',
      changed: [],
    });
  });

  test('退回以后再提交:编号不变,说改了照片、机构和哪些回答', () => {
    const file = {
      state: 'returned',
      photoId: 'photo-0',
      institutionId: 'institution-9',
      answers: { address: '城关镇' },
    };
    expect(taken(submit, { file: { ...file, state: 'returned' } })).toMatchObject({
      number: 'ZC-2026-000001',
      changed: ['个人照片', '拟执业机构', '联系电话', '通讯地址'],
    });
    expect(taken(submit, { file: { state: 'returned' } })).toMatchObject({ changed: [] });
  });

  test('没有机构可选的业务,机构换了说“执业机构”', () => {
    const file = { state: 'returned', institutionId: 'institution-9', photoId: null, answers: {} } as const;
    const leave = { step: 'submit', number: 'N-1', answers: { reason: '退休' }, photoId: null } as const;
    expect(taken(leave, { kind: 'inactiveFiling', file })).toMatchObject({ changed: ['执业机构', '备案理由'] });
  });

  test('机构自己决定的没有审批机关;本人机构记下来;不跨省的不要同意', () => {
    const institution = { ...sampleInstitution, soleHead: true, consentAuthorityId: 'province-1' };
    expect(taken(submit, { kind: 'photoUpdate', facts: { institution } })).toMatchObject({
      authorityId: null,
      consentAuthorityId: null,
      ownInstitution: true,
    });
  });

  test('不用审核的业务不能提交,只能申领', () => {
    expect(taken(submit, { kind: 'eLicence' })).toEqual(['step.notNow']);
    const claimable = { ...entry, photoId: 'photo-1' };
    expect(taken({ step: 'claim', number: 'DZ-1' }, { kind: 'eLicence', facts: { entry: claimable } })).toEqual({
      type: 'claimed',
      on,
      number: 'DZ-1',
    });
    expect(taken({ step: 'claim', number: 'DZ-1' }, { kind: 'eLicence' })).toEqual(['licence.noPhoto']);
  });
});

describe('补正', () => {
  const answer = {
    step: 'answerSupplement',
    answers: { phone: '13900000000' },
    photoId: 'photo-1',
    note: '已改',
  } as const;

  test('答复写下内容、说明和改了什么', () => {
    expect(taken(answer, { file: { state: 'supplement' } })).toEqual({
      type: 'supplementAnswered',
      on,
      answers: { phone: '13900000000' },
      photoId: 'photo-1',
      note: '已改',
      changed: ['联系电话'],
    });
    // The institution cannot change here, whatever the facts say of it.
    expect(taken(answer, { file: { institutionId: 'institution-9' } })).toMatchObject({ changed: ['联系电话'] });
  });

  test('答复缺照片、缺回答,一次说完', () => {
    expect(taken({ ...answer, answers: {}, photoId: null })).toEqual(['photo.required@photo', 'field.required@phone']);
  });

  const ask = { step: 'askForSupplement', items: '身份证件', secondReason: '' } as const;
  const pauses = [{ from: '2026-11-02', until: '2026-11-03' }];

  test('第一次不用理由,写明十五个工作日', () => {
    expect(taken(ask)).toEqual({ type: 'supplementAsked', on, items: '身份证件', answerBy: '2026-12-14' });
  });

  test('没有写补正什么的不行;第二次还要理由,写在一起', () => {
    expect(taken({ ...ask, items: '' })).toEqual(['review.reasons@items']);
    expect(taken({ ...ask, items: '' }, { file: { pauses } })).toEqual([
      'review.reasons@items',
      'supplement.again@secondReason',
    ]);
    expect(taken({ ...ask, secondReason: '又发现一处' }, { file: { pauses } })).toMatchObject({
      items: '身份证件\n再次要求补正的理由:又发现一处',
    });
  });
});

describe('审核和决定写下什么', () => {
  test.each<readonly [StepInput, object]>([
    [
      { step: 'withdraw', reasons: '另有安排' },
      { type: 'withdrawn', on, reasons: '另有安排' },
    ],
    [
      { step: 'withdraw', reasons: '' },
      { type: 'withdrawn', on, reasons: '' },
    ],
    [
      { step: 'returnToApplicant', reasons: '改', confirmed: ['scope', 'identity', 'other'] },
      { type: 'institutionReturned', on, reasons: '改', confirmed: ['identity', 'scope'] },
    ],
    [
      { step: 'declineAtInstitution', reasons: '不聘' },
      { type: 'institutionDeclined', on, reasons: '不聘' },
    ],
    [
      { step: 'giveConsent', opinion: '' },
      { type: 'consentGiven', on, opinion: '' },
    ],
    [
      { step: 'refuseConsent', reasons: '否' },
      { type: 'consentRefused', on, reasons: '否' },
    ],
    [
      { step: 'refuseAcceptance', reasons: '不属' },
      { type: 'notAccepted', on, reasons: '不属' },
    ],
    [{ step: 'accept' }, { type: 'accepted', on, dueOn: '2026-12-21', provisional: false }],
    [
      { step: 'approve', opinion: '同意', licenceNo: '1' },
      { type: 'approved', on, opinion: '同意', licenceNo: '1' },
    ],
    [
      { step: 'refuse', ground: 'sentence', reasons: '刑满一年' },
      { type: 'refused', on, ground: 'sentence', reasons: '刑满一年' },
    ],
  ])('$0.step', (input, event) => {
    expect(taken(input)).toEqual(event);
  });

  test('退回没有理由不行', () => {
    expect(taken({ step: 'returnToApplicant', reasons: '', confirmed: [] })).toEqual(['review.reasons@reasons']);
  });

  test.each(['declineAtInstitution', 'refuseConsent', 'refuseAcceptance'] as const)('%s 没有理由不行', (step) => {
    expect(taken({ step, reasons: '' })).toEqual(['review.reasons@reasons']);
  });

  test('不予:情形和理由缺哪样说哪样', () => {
    expect(taken({ step: 'refuse', ground: 'sentence', reasons: '' })).toEqual(['review.reasons@reasons']);
    expect(taken({ step: 'refuse', ground: '', reasons: '不行' })).toEqual(['decision.ground@ground']);
  });

  test('机构通过:四项都确认,写的是这一业务的四项', () => {
    const confirmed = ['scope', 'photo', 'identity', 'employment', 'other'];
    expect(taken({ step: 'passAtInstitution', opinion: '同意', confirmed })).toEqual({
      type: 'institutionPassed',
      on,
      opinion: '同意',
      confirmed: ['identity', 'photo', 'employment', 'scope'],
    });
  });
});

describe('不行的时候说得具体', () => {
  const told = (input: StepInput, file: Partial<Application> = {}) => {
    const today = { date: Temporal.PlainDate.from(on), calendar };
    const definition = getDefinition('registration');
    return decide(definition, { ...sampleApplication, ...file }, input, sampleFacts, today).refusals;
  };

  test('缺理由的说缺什么理由', () => {
    expect(told({ step: 'returnToApplicant', reasons: '', confirmed: [] })).toMatchObject([
      { parameters: { label: '退回的原因和修改办法' } },
    ]);
    expect(told({ step: 'refuse', ground: 'sentence', reasons: '' })).toMatchObject([
      { parameters: { label: '不予注册的理由' } },
    ]);
    expect(told({ step: 'askForSupplement', items: '', secondReason: '' })).toMatchObject([
      { parameters: { label: '需要补正的全部内容' } },
    ]);
  });

  test('没有确认的说是哪一项;不是时候的说是什么步骤', () => {
    const confirmed = ['identity', 'employment', 'scope'];
    expect(told({ step: 'passAtInstitution', opinion: '', confirmed })).toMatchObject([
      { parameters: { label: '照片为本人近6个月免冠正面照' } },
    ]);
    expect(told({ step: 'report', number: '', answers: {}, knownOn: on })).toEqual([
      { code: 'step.notNow', parameters: { state: '草稿', step: '报告' } },
    ]);
  });

  test('催办太早的说几天、哪一天;到了的写下催办', () => {
    const since = (day: string) => ({ state: 'atInstitution', stateSince: `${day}T02:00:00Z` }) as const;
    expect(told({ step: 'nudge' }, since('2026-11-16'))).toEqual([
      { code: 'nudge.tooSoon', parameters: { days: '5', date: on } },
    ]);
    expect(taken({ step: 'nudge' }, { file: since('2026-11-13') })).toEqual({ type: 'nudged', on });
    expect(told({ step: 'escalate' }, since('2026-11-16'))).toEqual([
      { code: 'step.tooEarly', parameters: { step: '超期提醒', date: on } },
    ]);
  });
});

describe('决定时再看一遍', () => {
  const approve = { step: 'approve', opinion: '', licenceNo: '' } as const;

  test('现在不能申请的不能准予;说的是整件申请,不在哪一栏', () => {
    expect(taken(approve, { facts: { entries: [sampleEntry] } })).toEqual(['start.alreadyRegistered']);
    const answers = { from: '2026-10-01', until: '2026-11-22' };
    expect(taken(approve, { kind: 'multiSiteFiling', file: { answers } })).toEqual(['site.over']);
    const fine = { from: '2026-10-01', until: on };
    expect(taken(approve, { kind: 'multiSiteFiling', file: { answers: fine } })).toMatchObject({ type: 'approved' });
  });

  test('别的业务在办,到决定时不再计较', () => {
    const open = [{ kind: 'deregistration', subject: 'entry-1', entryId: 'entry-1', number: 'ZX-1' }];
    expect(taken(approve, { kind: 'photoUpdate', facts: { open } })).toMatchObject({ type: 'approved' });
    expect(taken(submit, { kind: 'photoUpdate', facts: { open } })).toEqual(['start.otherOpen']);
  });

  test('机构自己决定的,通过就是决定:先看能不能,再看确认', () => {
    const pass = { step: 'passAtInstitution', opinion: '', confirmed: [] } as const;
    const ended = { facts: { entry: { ...entry, status: 'revoked' } } } as const;
    const own = { kind: 'photoUpdate', file: { authorityId: null } };
    expect(taken(pass, { ...own, ...ended })).toEqual(['start.entryStands']);
    expect(taken(pass, own)).toEqual(['review.confirm@confirm-identity', 'review.confirm@confirm-photo']);
    // Where an authority decides, it is the authority that looks again.
    expect(taken({ ...pass, confirmed: ['identity', 'photo'] }, { kind: 'photoUpdate', ...ended })).toMatchObject({
      type: 'institutionPassed',
    });
  });
});
