import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleRegistered } from '../../../tests/factories/ruleSamples.ts';
import type { RegisterEvent } from './events.ts';
import { answerReceipt } from './receipt.ts';
import { receiptNotes, receiptRows } from './receiptWords.ts';

const { entryId } = sampleRegistered;
const names = {
  'institution-1': '芙蓉区仁和中医诊所',
  'institution-2': '回春堂(岳麓)中医门诊部',
  'authority-1': '长沙市芙蓉区卫生健康局',
  'authority-2': '长沙市岳麓区卫生健康局',
};
const registered: RegisterEvent = { ...sampleRegistered, on: '2026-01-10', techniques: '毫针针刺、艾灸;拔罐' };
const answer = (events: readonly RegisterEvent[], on: string, institution = '', technique = '') =>
  answerReceipt(events, names, { on, institution, technique });

describe('每个事件前后', () => {
  const moved: RegisterEvent = {
    ...{ type: 'mainInstitutionChanged', entryId, on: '2026-03-01' },
    ...{ institutionId: 'institution-2', authorityId: 'authority-2' },
  };
  const suspended: RegisterEvent = {
    type: 'suspended',
    entryId,
    on: '2026-04-01',
    from: '2026-04-01',
    until: '2026-04-30',
  };

  test('注册的前一天、当天', () => {
    expect(answer([registered], '2026-01-09', '芙蓉区仁和中医诊所', '艾灸')).toEqual({
      status: 'notYet',
      mayPractise: false,
      registeredOn: null,
      authority: null,
      institution: 'no',
      institutionAs: null,
      technique: 'no',
      techniques: '',
      conditions: '',
      later: [],
    });
    expect(answer([registered], '2026-01-10', '芙蓉区仁和中医诊所', '艾灸')).toEqual({
      status: 'practising',
      mayPractise: true,
      registeredOn: '2026-01-10',
      authority: '长沙市芙蓉区卫生健康局',
      institution: 'yes',
      institutionAs: 'main',
      technique: 'yes',
      techniques: '毫针针刺、艾灸;拔罐',
      conditions: '腰痛病',
      later: [],
    });
  });

  test('变更的前一天在原机构,当天在新机构', () => {
    const at = (on: string) =>
      ['芙蓉区仁和中医诊所', '回春堂(岳麓)中医门诊部'].map((one) => answer([registered, moved], on, one).institution);
    expect([at('2026-02-28'), at('2026-03-01')]).toEqual([
      ['yes', 'no'],
      ['no', 'yes'],
    ]);
  });

  test('暂停的第一天、最后一天、期满次日:期满不等登记', () => {
    const states = ['2026-03-31', '2026-04-01', '2026-04-30', '2026-05-01'].map((on) =>
      answer([registered, suspended], on),
    );
    expect(states.map(({ status, mayPractise }) => [status, mayPractise])).toEqual([
      ['practising', true],
      ['suspended', false],
      ['suspended', false],
      ['practising', true],
    ]);
  });

  test.each([
    ['madeInactive', 'inactive'],
    ['deregistered', 'deregistered'],
    ['revoked', 'revoked'],
    ['annulled', 'annulled'],
  ] as const)('%s的前一天和当天', (type, status) => {
    const events: RegisterEvent[] = [registered, { type, entryId, on: '2026-06-01', reason: '' }];
    const [before, after] = ['2026-05-31', '2026-06-01'].map((on) =>
      answer(events, on, names['institution-1'], '艾灸'),
    );
    expect(before).toMatchObject({ status: 'practising', institution: 'yes', technique: 'yes' });
    expect(after).toMatchObject({ status, mayPractise: false, institution: 'no', technique: 'no' });
  });

  test('多执业机构备案:开始前、期间、到期后、取消后', () => {
    const site: RegisterEvent = {
      ...{
        type: 'siteAdded',
        entryId,
        on: '2026-02-01',
        siteId: 's',
        institutionId: 'institution-2',
        authorityId: 'authority-2',
      },
      ...{ from: '2026-02-10', until: '2026-02-20' },
    };
    const ended: RegisterEvent = { type: 'siteEnded', entryId, on: '2026-02-15', siteId: 's', why: 'cancelled' };
    const at = (events: readonly RegisterEvent[]) =>
      ['2026-02-09', '2026-02-10', '2026-02-15', '2026-02-20', '2026-02-21'].map(
        (on) => answer(events, on, names['institution-2']).institutionAs,
      );
    expect(at([registered, site])).toEqual([null, 'site', 'site', 'site', null]);
    expect(at([registered, site, ended])).toEqual([null, 'site', null, null, null]);
  });
});

describe('逐字比对', () => {
  test.each([
    ['芙蓉区仁和中医诊所', 'yes'],
    ['芙蓉区 仁和中医诊所', 'yes'],
    // Part of a name, or several in one: neither tells whether the answer was near.
    ['仁和中医诊所', 'no'],
    ['芙蓉', 'no'],
    ['芙蓉区仁和中医诊所、回春堂(岳麓)中医门诊部', 'no'],
    ['仁济中医诊所', 'no'],
  ])('机构“%s”:%s', (asked, wanted) => {
    expect(answer([registered], '2026-02-01', asked).institution).toBe(wanted);
  });

  test.each([
    ['艾灸', 'yes'],
    [' 拔 罐', 'yes'],
    ['毫针针刺', 'yes'],
    ['针刺', 'unclear'],
    ['针刺法', 'unclear'],
    ['隔姜艾灸', 'unclear'],
    ['灸', 'unclear'],
    ['针灸', 'unclear'],
    ['推拿疗法', 'no'],
    ['推拿', 'no'],
    ['内服方药', 'no'],
  ])('技术方法“%s”:%s', (asked, wanted) => {
    expect(answer([registered], '2026-02-01', '', asked).technique).toBe(wanted);
  });

  test('没有问的不答,问了的都写出来', () => {
    const bare = { name: '张景和', licenceNo: '354430102000001', on: '2026-02-01', institution: '', technique: '' };
    const rows = receiptRows(bare, answer([registered], '2026-02-01'));
    expect(rows.map(({ label }) => label)).not.toContain('所问执业机构');
    const full = { ...bare, institution: '芙蓉区仁和中医诊所', technique: '针刺' };
    const answered = answer([registered], '2026-02-01', '芙蓉区仁和中医诊所', '针刺');
    const words = receiptRows(full, answered).map(({ label, value }) => `${label}:${value}`);
    expect(words).toContain('当日注册在该机构:是(主要执业机构)');
    expect(words).toContain('当日登记的技术方法包括它:无法判断');
    expect(words).toContain('执业证书编码:3544 3010 2000 001');
    const madeAt = Temporal.Instant.from('2026-03-02T01:02:03Z');
    expect(receiptNotes({ question: full, answer: answered, madeAt })).toHaveLength(2);
    expect(receiptNotes({ question: bare, answer: answer([registered], '2026-02-01'), madeAt })).toHaveLength(1);
  });
});

describe('证明到什么时候为止', () => {
  const question = { name: '张景和', licenceNo: '354430102000001', on: '2026-03-02', institution: '', technique: '' };
  const firstNote = (madeAt: string) =>
    receiptNotes({ question, answer: answer([registered], question.on), madeAt: Temporal.Instant.from(madeAt) })[0];

  test('问过去的一天:当天终了时', () => {
    expect(firstNote('2026-03-02T16:00:00Z')).toContain('为所问日期当天终了时的情况');
  });

  test('问出具的当天:截至出具的时刻,以后还可能变', () => {
    const words = '为截至出具时(2026年3月2日 23:59:59)的情况,当天以后的变动不在其中';
    expect(firstNote('2026-03-02T15:59:59Z')).toContain(words);
  });
});

describe('所问日期以后的更正和撤销', () => {
  const corrected: RegisterEvent = { type: 'corrected', entryId, on: '2026-05-01', techniques: '艾灸' };
  const annulled: RegisterEvent = { type: 'annulled', entryId, on: '2026-06-01', reason: '' };
  const events = [registered, corrected, annulled];
  const question = { name: '张景和', licenceNo: '354430102000001', on: '2026-02-01', institution: '', technique: '' };

  test.each([
    ['2026-04-30', ['corrected', 'annulled']],
    ['2026-05-01', ['annulled']],
    ['2026-06-01', []],
  ])('%s:其后%s', (on, later) => {
    expect(answer(events, on).later.map(({ type }) => type)).toEqual(later);
  });

  test('写在证明上;暂停、注销等当日以后才有的不算', () => {
    const words = receiptRows(question, answer(events, question.on)).map(({ label, value }) => `${label}:${value}`);
    expect(words).toContain('所问日期以后:2026年5月1日更正登记;2026年6月1日撤销注册');
    const ended: RegisterEvent = { type: 'deregistered', entryId, on: '2026-06-01', reason: '' };
    expect(answer([registered, ended], question.on).later).toEqual([]);
  });
});

const day = (days: number) => Temporal.PlainDate.from('2026-01-10').add({ days }).toString();

interface Model {
  status: string;
  until: number;
  at: string;
}

/** What can happen next, on a day, as told to the register and as a clerk would note it. */
const life = fc
  .array(fc.record({ gap: fc.integer({ min: 0, max: 60 }), choice: fc.nat({ max: 5 }) }), { maxLength: 10 })
  .map((moves) => {
    const events: RegisterEvent[] = [registered];
    const days: { from: number; model: Model }[] = [
      { from: 0, model: { status: 'practising', until: 0, at: 'institution-1' } },
    ];
    let on = 0;
    for (const { gap, choice } of moves) {
      on += gap;
      const last = days.at(-1)?.model ?? { status: 'practising', until: 0, at: '' };
      const status = last.status === 'suspended' && last.until < on ? 'practising' : last.status;
      const note = (event: RegisterEvent, model: Partial<Model>) => {
        events.push(event);
        days.push({ from: on, model: { ...last, status, ...model } });
      };
      if (last.status !== status) events.push({ type: 'suspensionEnded', entryId, on: day(on) });
      if (status === 'practising' && choice === 0)
        note(
          { type: 'suspended', entryId, on: day(on), from: day(on), until: day(on + 30) },
          { status: 'suspended', until: on + 30 },
        );
      if (status === 'practising' && choice === 1)
        note({ type: 'madeInactive', entryId, on: day(on), reason: '' }, { status: 'inactive' });
      if (status === 'inactive') note({ type: 'reactivated', entryId, on: day(on) }, { status: 'practising' });
      if (status === 'practising' && choice === 2) {
        const institutionId = last.at === 'institution-1' ? 'institution-2' : 'institution-1';
        note(
          { type: 'mainInstitutionChanged', entryId, on: day(on), institutionId, authorityId: 'authority-1' },
          { at: institutionId },
        );
      }
      if (status === 'practising' && choice === 3 && gap > 50)
        note({ type: 'revoked', entryId, on: day(on), reason: '' }, { status: 'revoked' });
    }
    return { events, days };
  });

test('性质:任何一天的答案与逐日记下的相同', () => {
  fc.assert(
    fc.property(life, fc.integer({ min: -5, max: 700 }), ({ events, days }, asked) => {
      const noted = days.findLast(({ from }) => from <= asked)?.model;
      const over = noted?.status === 'suspended' && noted.until < asked;
      const status = noted === undefined ? 'notYet' : over ? 'practising' : noted.status;
      const stands = status === 'practising' || status === 'suspended';
      for (const id of ['institution-1', 'institution-2'] as const) {
        const given = answer(events, day(asked), names[id]);
        expect(given.status).toBe(status);
        expect(given.mayPractise).toBe(status === 'practising');
        expect(given.institution).toBe(stands && noted?.at === id ? 'yes' : 'no');
      }
    }),
  );
});
