import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { catalogue } from '../../src/domain/applications/catalogue.ts';
import { type Step, steps } from '../../src/domain/procedure/steps.ts';
import { Model } from '../rules/model.ts';
import { type Ask, iso, over, type Place, type Role, roles, shown } from '../rules/world.ts';
import { type Offices, openOffices } from './offices.ts';
import { Site } from './site.ts';

const lives = 20;
const commandsEach = 30;
const kinds = catalogue.map(({ kind }) => kind);
const allSteps = Object.keys(steps) as Step[];
const allRoles = Object.keys(roles) as Role[];
const clerks = { hall: 'clerkOfHall', clinic: 'clerkOfClinic', house: 'clerkOfHouse', far: 'clerkOfFar' } as const;
const start = Date.parse('2026-03-02T00:00:00Z') / 86_400_000;
/** The calendar of the desk tests names one day of 2026; 1970-01-01 was a Thursday. */
const works = (day: number) => iso(day) !== '2026-04-06' && (day + 3) % 7 < 5;

let offices: Offices;
beforeAll(async () => {
  offices = await openOffices();
});
afterAll(() => offices.desk.close());

type Shown = Omit<ReturnType<typeof shown>, 'status'> & { readonly status: string };

/** Without the ids of the program, and with filings in no order of their own. */
function inNoOrder({ status, main, since, claimed, sites }: Shown) {
  return { status, main, since, claimed, sites: sites.map(({ at, from, until }) => `${at} ${from} ${until}`).sort() };
}

/** Draws of a walk, always the same. */
function* draws(seed: number): Generator<number, never> {
  for (const random = fc.sample(fc.nat(1_000_000), { seed, numRuns: 4000 }).values(); ; ) {
    const next = random.next();
    if (next.done === true) throw new Error('a walk has drawn more than it may');
    yield next.value;
  }
}

class Life {
  readonly model = new Model(start, works, 'provinceZ');
  taken = 0;
  readonly site: Site;
  readonly #draw: () => number;

  constructor(site: Site, seed: number) {
    this.site = site;
    const source = draws(seed);
    this.#draw = () => source.next().value;
  }

  async run(): Promise<void> {
    this.site.at(this.model.day);
    await this.#begin('registration', 'hall');
    for (let index = 0; index < commandsEach; index += 1) {
      const what = this.#draw() % 10;
      if (what === 0) {
        this.model.day += 1 + (this.#draw() % 12);
        this.site.at(this.model.day);
      } else if (what < 4) await this.#begin(this.#pick(kinds), this.#pick(Object.keys(clerks) as Place[]));
      else await this.#step(what > 5);
      expect(await this.site.states()).toEqual(this.model.files.map(({ kind, state }) => ({ kind, state })));
      expect(await this.#register()).toEqual(this.#wanted());
    }
  }

  #pick<T>(from: readonly T[]): T {
    const one = from[this.#draw() % from.length];
    if (one === undefined) throw new Error('nothing to pick from');
    return one;
  }

  async #begin(kind: string, place: Place): Promise<void> {
    const { model, site } = this;
    const from = model.day + (this.#draw() % 30) - 3;
    const ask: Ask = { kind, place, pick: this.#draw() % 5, from, until: from + (this.#draw() % 50) - 2 };
    const about = kind === 'registration' ? undefined : model.registrationAt(ask.pick);
    const entryId = about === undefined ? undefined : site.entries[model.registrations.indexOf(about)];
    // To claim what is claimed already only shows it again.
    if (about?.claimed === true && kind === 'eLicence') return;
    const reports = about !== undefined && entryId !== undefined && this.#draw() % 4 === 0;
    const filing = about === undefined ? undefined : model.siteAt(about, ask.pick);
    const live = filing === undefined ? [] : (await site.register(iso(model.day))).flatMap(({ sites }) => sites);
    const siteId = live.find(({ at, from: first }) => at === filing?.place && first === iso(filing.from))?.id;
    const allowed = reports ? model.report(ask) : model.submit(ask);
    const did = reports
      ? await site.report(ask, entryId, clerks[about.main], iso(model.day))
      : await site.submit(ask, entryId, kind === 'multiSiteCancellation' ? siteId : undefined);
    expect({ ask, reports, did }).toEqual({ ask, reports, did: allowed });
    if (did) this.taken += 1;
  }

  async #step(likely: boolean): Promise<void> {
    const { model, site } = this;
    const open = model.files.filter(({ state }) => !over.includes(state));
    const file = likely
      ? open[this.#draw() % Math.max(1, open.length)]
      : model.files[this.#draw() % Math.max(1, model.files.length)];
    if (file === undefined) return;
    const able = allSteps.flatMap((step) =>
      allRoles.filter((role) => model.can(file, step, role)).map((role) => ({ step, role })),
    );
    const onwards = able.filter(({ step }) =>
      ['passAtInstitution', 'giveConsent', 'accept', 'approve', 'submit'].includes(step),
    );
    const { step, role } =
      likely && able.length > 0
        ? this.#pick(onwards.length > 0 && this.#draw() % 5 > 0 ? onwards : able)
        : { step: this.#pick(allSteps), role: this.#pick(allRoles) };
    const allowed = model.can(file, step, role);
    const did = await site.take(model.files.indexOf(file), step, role);
    const about = { kind: file.kind, state: file.state, step, role, day: iso(model.day) };
    expect({ ...about, did }).toEqual({ ...about, did: allowed });
    if (!did) return;
    model.take(file, step, role);
    this.taken += 1;
  }

  async #register() {
    const found = await this.site.register(iso(this.model.day));
    return found.map(inNoOrder);
  }

  #wanted() {
    return this.model.registrations.map((each) => inNoOrder(shown(each, this.model.liveSites(each))));
  }
}

describe('同一个模型,走真正的页面', () => {
  test(`${lives} 位医师、每人 ${commandsEach} 步:页面、动作和数据库与模型处处相同`, async () => {
    let taken = 0;
    for (let seed = 1; seed <= lives; seed += 1) {
      const life = new Life(new Site(offices, await offices.newcomer()), seed);
      await life.run();
      taken += life.taken;
    }
    expect(taken).toBeGreaterThan(lives * 8);
  }, 300_000);
});
