import { describe, expect, test } from 'vitest';
import { sampleApplication, sampleEntry, sampleFacts } from '../../../tests/factories/ruleSamples.ts';
import { getDefinition } from '../applications/catalogue.ts';
import { type Entry, evolveEntry } from '../register/entry.ts';
import type { RegisterEvent } from '../register/events.ts';
import { registerEventWords } from '../register/eventWords.ts';
import { barAfter, type Order, orderEvents } from '../register/orders.ts';
import { makeCalendar } from '../time/calendar.ts';
import type { Application } from './application.ts';
import { consequencesOf } from './consequences.ts';
import { deadlineOf } from './deadline.ts';
import { decide, type StepInput } from './decide.ts';
import { type FormPageName, refusalsOn } from './draft.ts';
import type { ApplicationEvent } from './events.ts';
import { eventWords } from './eventWords.ts';
import { evolve } from './evolve.ts';
import { type Field, normalizeAnswer } from './field.ts';
import { journeyOf } from './journey.ts';
import { lettersOf } from './letters.ts';
import { noticesOf } from './notices.ts';
import { overdue } from './overdue.ts';
import { deskOf, type State } from './steps.ts';

// What another version of the program has stored, and this one does not know: it stops, and says what it did not know.
const stored: {
  readonly event: ApplicationEvent;
  readonly register: RegisterEvent;
  readonly input: StepInput;
  readonly late: Parameters<typeof overdue>[2];
  readonly state: State;
  readonly page: FormPageName;
  readonly control: Field['control'];
  readonly kind: Order['kind'];
} = JSON.parse(`{
  "event": { "type": "forgotten", "on": "2026-09-21" },
  "register": { "type": "forgotten", "entryId": "entry-1", "on": "2026-09-21" },
  "input": { "step": "forgotten" },
  "late": { "step": "forgotten" },
  "state": "forgotten", "page": "forgotten", "control": "forgotten", "kind": "forgotten"
}`);

const definition = getDefinition('change');
const file: Application = { ...sampleApplication, state: stored.state };
const today = { date: Temporal.PlainDate.from('2026-09-21'), calendar: makeCalendar([]) };
const names = { applicant: '', institution: '', authority: '', consent: '' };
const content = {
  documentNo: '',
  article: '',
  reason: '',
  until: '',
  ground: '',
  barFrom: '',
  techniques: '',
  conditions: '',
};
const order: Order = { kind: stored.kind, effectiveOn: '2026-09-21', content };
const entry: Entry = sampleEntry;

describe('没有人认得的词,到此为止并说是哪个词', () => {
  test.each<readonly [string, () => unknown]>([
    ['事件怎样改变申请', () => evolve(file, { event: stored.event, at: '', desk: 'clock', accountId: null })],
    ['事件说了什么', () => eventWords(definition, stored.event)],
    ['事件通知谁', () => noticesOf(definition, sampleApplication, stored.event, names)],
    ['事件写什么文书', () => lettersOf(definition, sampleApplication, stored.event, [], names)],
    ['步骤怎样决定', () => decide(definition, sampleApplication, stored.input, sampleFacts, today)],
    ['期满之后怎样', () => overdue(definition, sampleApplication, stored.late, today)],
    ['状态在谁手里', () => deskOf(stored.state)],
    ['状态走到哪一步', () => journeyOf(file)],
    ['状态有什么期限', () => deadlineOf(file, today.calendar, 20, today.date)],
    [
      '哪一页的问题',
      () => refusalsOn(stored.page, definition, sampleFacts, { answers: {}, institutionId: null, photoId: null }, ''),
    ],
    [
      '怎样填写的回答',
      () => normalizeAnswer({ key: '', label: '', control: stored.control, required: false, maxLength: 1 }, ''),
    ],
    ['登记事件说了什么', () => registerEventWords(stored.register)],
    ['登记事件怎样改变登记', () => evolveEntry(entry, stored.register)],
    ['处理做什么', () => orderEvents(order, entry)],
    ['处理以后多久不能注册', () => barAfter(order)],
    [
      '业务会怎样',
      () => {
        const odd = { ...definition, effect: { ...definition.effect, events: () => [stored.register] } };
        return consequencesOf(odd, sampleFacts, { answers: {}, photoId: null }, '2026-09-21');
      },
    ],
  ])('%s', (_name, told) => {
    expect(told).toThrow(/^unknown .*forgotten/);
  });
});
