import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalogue } from '../../src/domain/applications/catalogue.ts';
import { type Step, steps } from '../../src/domain/procedure/steps.ts';
import { liveSites } from '../../src/domain/register/entry.ts';
import { makeCalendar } from '../../src/domain/time/calendar.ts';
import { Model } from './model.ts';
import { System } from './system.ts';
import { type Ask, iso, over, type Place, type Role, roles, shown } from './world.ts';

const year = JSON.parse(readFileSync('data/calendar/2026.json', 'utf8')) as {
  year: number;
  days: Record<string, { working: boolean; name: string }>;
};
const calendar = makeCalendar([year]);
const epoch = (text: string) => Date.parse(`${text}T00:00:00Z`) / 86_400_000;
/** 1970-01-01 was a Thursday. */
const works = (day: number) => year.days[iso(day)]?.working ?? (day + 3) % 7 < 5;

/** Fewer where the rules are broken on purpose, thousands of times. */
const walks = Number(process.env.WALKS ?? 1000);

const kinds = catalogue.map(({ kind }) => kind);
const allSteps = Object.keys(steps) as Step[];
const allRoles = Object.keys(roles) as Role[];

/** Steps that lead on: five times out of six one of them is taken, so that lives become long. */
const forward: readonly Step[] = [
  'submit',
  'passAtInstitution',
  'giveConsent',
  'accept',
  'answerSupplement',
  'approve',
];

type Command =
  | {
      readonly do: 'begin' | 'report';
      readonly kind: string;
      readonly place: Place;
      readonly pick: number;
      readonly start: number;
      readonly length: number;
    }
  | { readonly do: 'step'; readonly pick: number; readonly step: Step; readonly role: Role }
  | { readonly do: 'likely'; readonly pick: number; readonly choice: number }
  | { readonly do: 'wait'; readonly days: number };

const place = fc.constantFrom<Place>('hall', 'clinic', 'house', 'far');
const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('begin' as const, 'begin' as const, 'begin' as const, 'report' as const),
      kind: fc.constantFrom(...kinds),
      place,
      pick: fc.nat(5),
      start: fc.integer({ min: -5, max: 40 }),
      length: fc.oneof(fc.integer({ min: -2, max: 60 }), fc.integer({ min: 1820, max: 1830 })),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('step' as const),
      pick: fc.nat(20),
      step: fc.constantFrom(...allSteps),
      role: fc.constantFrom(...allRoles),
    }),
  },
  // Steps that may be taken, so that walks get somewhere.
  { weight: 10, arbitrary: fc.record({ do: fc.constant('likely' as const), pick: fc.nat(20), choice: fc.nat(50) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      days: fc.oneof(
        { weight: 6, arbitrary: fc.integer({ min: 1, max: 12 }) },
        { weight: 1, arbitrary: fc.integer({ min: 725, max: 735 }) },
      ),
    }),
  },
);

/** One physician's life, lived by the model and by the rules at the same time. */
class Life {
  // One office consents and decides, so that whoever has consented may not decide.
  readonly model = new Model(epoch('2026-01-05'), works);
  readonly system = new System(() => Temporal.PlainDate.from(iso(this.model.day)), calendar);
  taken = 0;

  run(what: Command): void {
    if (what.do === 'wait') this.model.day += what.days;
    else if (what.do === 'begin' || what.do === 'report') this.#begin(what);
    else if (what.do === 'step') this.#step(what.pick, what.step, what.role);
    else if (what.do === 'likely') this.#likely(what.pick, what.choice);
    expect(this.#ours()).toEqual(this.#theirs());
  }

  #begin({ do: how, kind, place: at, pick, start, length }: Extract<Command, { do: 'begin' | 'report' }>): void {
    const from = this.model.day + start;
    const ask: Ask = { kind, place: at, pick, from, until: from + length };
    const allowed = how === 'report' ? this.model.report(ask) : this.model.submit(ask);
    const did = this.system.begin(ask, how === 'report' ? 'institution' : 'applicant');
    expect({ ask, did }).toEqual({ ask, did: allowed });
    if (did) this.taken += 1;
  }

  #step(pick: number, step: Step, role: Role): void {
    const index = pick % Math.max(1, this.model.files.length);
    const [theirs, ours] = [this.model.files[index], this.system.files[index]];
    if (theirs === undefined || ours === undefined) return;
    const allowed = this.model.can(theirs, step, role);
    const decision = this.system.judge(ours, step, role);
    const about = { kind: ours.kind, state: ours.state, step, role, day: iso(this.model.day) };
    expect({ ...about, allowed: decision !== undefined }).toEqual({ ...about, allowed });
    if (decision?.event === undefined) return;
    this.model.take(theirs, step, role);
    this.system.take(ours, decision.event, step, role);
    this.taken += 1;
  }

  #likely(pick: number, choice: number): void {
    const open = this.model.files.filter(({ state }) => !over.includes(state));
    const file = open[pick % Math.max(1, open.length)];
    if (file === undefined) return;
    const index = this.model.files.indexOf(file);
    const able = allSteps.flatMap((step) =>
      allRoles.filter((role) => this.model.can(file, step, role)).map((role) => ({ step, role })),
    );
    // What stands on the table must be the same for both, not only what is pressed.
    const ours = this.system.files[index];
    const judged = allSteps.flatMap((step) =>
      allRoles
        .filter((role) => ours !== undefined && this.system.judge(ours, step, role) !== undefined)
        .map((role) => ({ step, role })),
    );
    expect({ kind: file.kind, state: file.state, judged }).toEqual({
      kind: file.kind,
      state: file.state,
      judged: able,
    });
    const onwards = able.filter(({ step }) => forward.includes(step));
    const from = choice % 6 === 0 || onwards.length === 0 ? able : onwards;
    const one = from[choice % Math.max(1, from.length)];
    if (one !== undefined) this.#step(index, one.step, one.role);
  }

  #theirs() {
    return {
      files: this.model.files.map(({ kind, state }) => ({ kind, state })),
      register: this.model.registrations.map((each) => shown(each, this.model.liveSites(each))),
    };
  }

  #ours() {
    return {
      files: this.system.files.map(({ kind, state }) => ({ kind, state })),
      register: this.system.entries.map((entry) => ({
        status: entry.status,
        main: entry.mainInstitutionId,
        since: entry.inactiveSince,
        claimed: entry.licenceClaimedOn !== null,
        sites: liveSites(entry, iso(this.model.day)).map(({ institutionId: at, from, until }) => ({ at, from, until })),
      })),
    };
  }
}

describe('九种业务的规则与另写一遍的模型一致', () => {
  test('一千次、每次六十步的任意行走:状态、能走的步骤和登记处处相同', () => {
    let taken = 0;
    const reached = new Set<string>();
    fc.assert(
      fc.property(fc.array(command, { minLength: 60, maxLength: 60 }), (commands) => {
        const life = new Life();
        life.run({ do: 'begin', kind: 'registration', place: 'hall', pick: 0, start: 0, length: 0 });
        for (const each of commands) life.run(each);
        taken += life.taken;
        for (const file of life.model.files) reached.add(`${file.kind} ${file.state}`);
      }),
      { numRuns: walks, seed: 20261123, endOnFailure: true },
    );
    // A walk that never gets anywhere proves nothing.
    expect(taken).toBeGreaterThan(walks * 10);
    for (const kind of kinds) expect(reached).toContain(`${kind} approved`);
  }, 600_000);
});
