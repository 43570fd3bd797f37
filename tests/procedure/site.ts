import { Refused } from '../../src/actions/application/settleStep.ts';
import type { Outcome } from '../../src/actions/outcome.ts';
import { takeClockStep } from '../../src/actions/time/takeClockStep.ts';
import { getDefinition } from '../../src/domain/applications/catalogue.ts';
import type { State, Step } from '../../src/domain/procedure/steps.ts';
import { chinaDate } from '../../src/domain/time/dates.ts';
import { transaction } from '../../src/store/transaction.ts';
import { ofAuthority, ofInstitution } from '../desk/desk.ts';
import type { TestPerson, TestPhysician } from '../factories/people.ts';
import { insertPhoto } from '../factories/photo.ts';
import { allConfirmed, stepForm } from '../factories/stepForm.ts';
import { type Ask, iso, type Place, type Role, roles } from '../rules/world.ts';
import { typeDraft } from '../setup/sealedValues.ts';
import type { Offices } from './offices.ts';

const went = (status: number) => status === 303;

/** One physician's life in the running program: everything by the forms people use. */
export class Site {
  readonly files: string[] = [];
  readonly entries: string[] = [];
  readonly #offices: Offices;
  readonly #person: TestPerson;
  readonly #physician: TestPhysician;

  constructor(offices: Offices, { person, physician }: { person: TestPerson; physician: TestPhysician }) {
    this.#offices = offices;
    this.#person = person;
    this.#physician = physician;
  }

  at(day: number): void {
    this.#offices.desk.setNow(`${iso(day)}T12:00:00+08:00`);
  }

  /** Begins, fills in and submits; false when the program refuses on the way. What was only begun is dropped. */
  async submit(ask: Ask, entryId: string | undefined, siteId: string | undefined): Promise<boolean> {
    const person = await this.#offices.as('applicant', this.#person);
    const { kind } = ask;
    const definition = getDefinition(kind);
    if (definition.route.decidedBy === 'nobody') {
      const claimed = went((await person.post(`/person/licence/${entryId}/claim`, {})).status);
      if (claimed) this.files.push(await this.#newest(kind));
      return claimed;
    }
    const about = { ...(entryId === undefined ? {} : { entryId }), ...(siteId === undefined ? {} : { siteId }) };
    const begun = await person.post(`/person/business/${kind}`, about);
    const id = begun.location.split('/').at(-2) ?? '';
    // What is open already is only shown again.
    if (!went(begun.status) || this.files.includes(id)) return false;
    if (definition.form.photo) await this.#putPhoto(id);
    const file = `/person/applications/${id}`;
    const day = { from: iso(ask.from), until: iso(ask.until) };
    const institution = this.#offices.institutions[ask.place];
    const edited = await person.post(`${file}/edit`, { institution, reason: '其他', phone: '13900000000', ...day });
    if (edited.location.endsWith('/form')) await person.post(`${file}/form`, { phone: '13900000000' });
    const sent = went(edited.status) && went((await person.post(`${file}/check`, { _version: '0' })).status);
    if (sent) this.files.push(id);
    else await person.post(`${file}/withdraw`, { _version: '0', reasons: '' });
    return sent;
  }

  async report(ask: Ask, entryId: string, role: Exclude<Role, 'clock'>, on: string): Promise<boolean> {
    const clerk = await this.#offices.as(role, this.#person);
    const { kind } = ask;
    const typed = { kind, [`knownOn-${kind}`]: on, [`reason-${kind}`]: '其他' };
    const sent = await clerk.post(`/institution/physicians/${entryId}/report`, typed);
    if (went(sent.status)) this.files.push(await this.#newest(kind));
    return went(sent.status);
  }

  async take(index: number, step: Step, role: Role): Promise<boolean> {
    const id = this.files[index] ?? '';
    if (role === 'clock') return this.#byClock(id, step);
    const visitor = await this.#offices.as(role, this.#person);
    const { version, kind } = await this.#row(id);
    const fields = {
      reasons: '理由',
      opinion: '',
      items: '照片',
      secondReason: '漏看',
      ground: 'otherByLaw',
      sure: 'yes',
    };
    const form = stepForm(step, version, { ...fields, ...allConfirmed });
    const { at } = roles[role];
    if (at !== 'self') {
      const address = role.startsWith('clerk') ? ofInstitution(id) : ofAuthority(id);
      return went((await visitor.post(address, form)).status);
    }
    const file = `/person/applications/${id}`;
    if (step === 'withdraw')
      return went((await visitor.post(`${file}/withdraw`, { _version: String(version), reasons: '' })).status);
    if (step === 'nudge') return went((await visitor.post(`${file}/nudge`, { _version: String(version) })).status);
    const state = await this.#offices.desk.value<State>('SELECT state AS value FROM application WHERE id = $1', id);
    // One button sends a draft, a file that came back and a supplement; which it is the file knows.
    const sends = step === 'submit' ? state === 'returned' : step === 'answerSupplement' && state === 'supplement';
    if (!sends || getDefinition(kind).route.decidedBy === 'nobody') return false;
    return went((await visitor.post(`${file}/check`, { _version: String(version), note: '已补充' })).status);
  }

  async states(): Promise<readonly { kind: string; state: string }[]> {
    const { rows } = await this.#offices.desk.db.database.pool.query<{ id: string; kind: string; state: string }>(
      'SELECT id, kind, state FROM application WHERE id = ANY ($1)',
      [this.files],
    );
    return this.files.map((id) => {
      const row = rows.find((each) => each.id === id);
      return { kind: row?.kind ?? '', state: row?.state ?? '' };
    });
  }

  async register(on: string) {
    const { rows } = await this.#offices.desk.db.database.pool.query<{
      id: string;
      status: string;
      main: string;
      since: string | null;
      claimed: boolean;
      sites: { at: string; from: string; until: string; id: string }[];
    }>(
      `SELECT e.id, e.status, e.main_institution_id AS main, e.inactive_since AS since, e.licence_claimed_on IS NOT NULL AS claimed,
         (SELECT coalesce(json_agg(json_build_object('id', s.id, 'at', s.institution_id, 'from', s.starts_on, 'until', s.ends_on)
            ORDER BY s.starts_on, s.id), '[]')
          FROM register_site s WHERE s.entry_id = e.id AND s.ended_on IS NULL AND s.ends_on >= $2) AS sites
       FROM register_entry e WHERE e.physician_id = $1`,
      [this.#physician.id, on],
    );
    for (const { id } of rows) if (!this.entries.includes(id)) this.entries.push(id);
    const placed = (id: string) =>
      (Object.entries(this.#offices.institutions).find(([, each]) => each === id)?.[0] ?? id) as Place;
    return this.entries.flatMap((id) =>
      rows
        .filter((row) => row.id === id)
        .map(({ main, sites, ...row }) => ({
          ...row,
          main: placed(main),
          sites: sites.map((site) => ({ ...site, at: placed(site.at) })),
        })),
    );
  }

  async #byClock(id: string, step: Step): Promise<boolean> {
    if (step !== 'escalate' && step !== 'deemAccepted' && step !== 'lapse') return false;
    const { services } = this.#offices.desk;
    const state = ({ escalate: 'atInstitution', deemAccepted: 'atAuthority', lapse: 'supplement' } as const)[step];
    const now = services.clock.now();
    const calendar = await services.calendar();
    try {
      const done = await transaction<Outcome<string> | false>(services.database, (tx) =>
        takeClockStep(tx, id, state, { step }, { date: chinaDate(now), calendar, at: now.toString() }),
      );
      return done !== false;
    } catch (error) {
      if (error instanceof Refused) return false;
      throw error;
    }
  }

  async #row(id: string): Promise<{ version: number; kind: string }> {
    const sql = "SELECT json_build_object('version', version, 'kind', kind) AS value FROM application WHERE id = $1";
    return this.#offices.desk.value(sql, id);
  }

  async #newest(kind: string): Promise<string> {
    const sql = `SELECT id AS value FROM application WHERE physician_id = $1 AND kind = $2 AND NOT (id = ANY ($3)) AND number IS NOT NULL`;
    return this.#offices.desk.value(sql, this.#physician.id, kind, this.files);
  }

  async #putPhoto(id: string): Promise<void> {
    const { database } = this.#offices.desk.services;
    const photoId = await insertPhoto(database, this.#person.accountId);
    await typeDraft(database, id, { photoId });
  }
}
