import type { SignedIn } from '../../src/domain/access/actor.ts';
import { may } from '../../src/domain/access/may.ts';
import { getDefinition } from '../../src/domain/applications/catalogue.ts';
import type { Application, Desk } from '../../src/domain/procedure/application.ts';
import { type Decision, decide, type StepInput, type Today } from '../../src/domain/procedure/decide.ts';
import type { ApplicationEvent } from '../../src/domain/procedure/events.ts';
import { evolve } from '../../src/domain/procedure/evolve.ts';
import type { Facts, Institution } from '../../src/domain/procedure/facts.ts';
import { isOver, type Step, stepTable } from '../../src/domain/procedure/steps.ts';
import { type Entry, evolveEntry, liveSites } from '../../src/domain/register/entry.ts';
import type { Calendar } from '../../src/domain/time/calendar.ts';
import { sampleApplication, sampleFacts, sampleInstitution } from '../factories/ruleSamples.ts';
import { type Ask, institutions, type Place, type Role, roles } from './world.ts';

const provinces: Readonly<Record<string, string>> = { '43': '430000', '33': '330000' };
const places = Object.keys(institutions) as Place[];

/** The rules of the program over one physician, put together as an action does: facts, may, decide, fold, effect. */
export class System {
  readonly entries: Entry[] = [];
  readonly files: Application[] = [];
  readonly #today: () => Today;
  #serial = 0;

  constructor(today: () => Temporal.PlainDate, calendar: Calendar) {
    this.#today = () => ({ date: today(), calendar });
  }

  /** A file that begins, and its first step at once: submitted, claimed or reported by the main institution. */
  begin(ask: Ask, by: 'applicant' | 'institution'): boolean {
    const definition = getDefinition(ask.kind);
    const entry = definition.route.from === 'qualification' ? null : this.entryAt(ask.pick);
    if (entry === undefined) return false;
    const live = entry === null ? [] : liveSites(entry, this.#on);
    const site = definition.route.from === 'site' ? live[ask.pick % Math.max(1, live.length)] : null;
    if (site === undefined) return false;
    const place =
      definition.route.institution === 'asked' ? ask.place : (site?.institutionId ?? entry?.mainInstitutionId);
    const blank: Application = {
      ...sampleApplication,
      id: `file-${this.#serial}`,
      kind: ask.kind,
      number: null,
      entryId: entry?.id ?? null,
      subject: site?.id ?? '',
      institutionId: by === 'institution' ? (place ?? null) : null,
      authorityId: null,
      startedBy: by,
      version: 0,
      answers: {},
      photoId: null,
    };
    const facts = this.#facts(blank, place as Place | undefined);
    const draft = { ...blank, subject: definition.route.subject(facts) };
    const number = `N-${this.#serial}`;
    const answers = answersOf(ask);
    const input: StepInput =
      by === 'institution'
        ? { step: 'report', number, answers, knownOn: this.#on }
        : definition.route.decidedBy === 'nobody'
          ? { step: 'claim', number }
          : { step: 'submit', number, answers, photoId: 'photo-1' };
    const decision = decide(definition, draft, input, facts, this.#today());
    if (decision.event === undefined) return false;
    this.#serial += 1;
    this.files.push(draft);
    this.#record(draft, decision.event, by, by === 'institution' ? 'clerk' : 'applicant');
    return true;
  }

  /** What the rules say of a step; undefined when the role may not take it at all. */
  judge(file: Application, step: Step, role: Role): Decision | undefined {
    const move = stepTable[file.state][step];
    if (role === 'clock') {
      if (move?.by !== 'clock') return undefined;
    } else if (may(actors[role], step, file, nobody).length > 0) return undefined;
    const decision = decide(getDefinition(file.kind), file, inputOf(step, file), this.#facts(file), this.#today());
    return decision.event === undefined ? undefined : decision;
  }

  take(file: Application, event: ApplicationEvent, step: Step, role: Role): void {
    const desk = stepTable[file.state][step]?.by;
    if (desk !== undefined) this.#record(file, event, desk, role);
  }

  entryAt(pick: number): Entry | undefined {
    return this.entries[pick % Math.max(1, this.entries.length)];
  }

  get #on(): string {
    return this.#today().date.toString();
  }

  #record(file: Application, event: ApplicationEvent, desk: Desk, accountId: string): void {
    const at = `${this.#on}T04:00:00Z`;
    const after = evolve(file, { event, at, desk, accountId: desk === 'clock' ? null : accountId });
    this.files[this.files.indexOf(file)] = after;
    if (after.state !== 'approved') return;
    const entryId = after.entryId ?? `entry-${this.entries.length}`;
    const decided = { on: this.#on, licenceNo: event.type === 'approved' ? event.licenceNo : '', entryId };
    for (const each of getDefinition(after.kind).effect.events(after, this.#facts(file), decided)) {
      const index = this.entries.findIndex(({ id }) => id === entryId);
      const folded = evolveEntry(this.entries[index], each);
      if (index < 0) this.entries.push(folded);
      else this.entries[index] = folded;
    }
  }

  #facts(file: Application, chosen?: Place): Facts {
    const entry = this.entries.find(({ id }) => id === file.entryId) ?? null;
    const place = chosen ?? (file.institutionId as Place | null);
    return {
      ...sampleFacts,
      entries: this.entries,
      entry,
      site: entry?.sites.find(({ id }) => id === file.subject) ?? null,
      open: this.files
        .filter((each) => each.id !== file.id && !isOver(each.state))
        .map(({ kind, subject, entryId, number }) => ({ kind, subject, entryId, number })),
      institution: place === null || place === undefined ? null : institutionAt(place),
      provinceNames: {},
      institutionNames: {},
    };
  }
}

function institutionAt(place: Place): Institution {
  const { province, authority } = institutions[place];
  return {
    ...sampleInstitution,
    id: place,
    provinceCode: provinces[province] ?? '',
    authorityId: authority,
    consentAuthorityId: 'countyZ',
    licenceValidUntil: null,
  };
}

function answersOf({ from, until }: Ask): Record<string, string> {
  const day = (epoch: number) => new Date(epoch * 86_400_000).toISOString().slice(0, 10);
  return { phone: '13800000000', reason: '其他', from: day(from), until: day(until) };
}

function inputOf(step: Step, file: Application): StepInput {
  const { answers, photoId, kind } = file;
  switch (step) {
    case 'submit':
      return { step, number: file.number ?? '', answers, photoId };
    case 'answerSupplement':
      return { step, answers, photoId, note: '' };
    case 'passAtInstitution':
      return { step, opinion: '', confirmed: getDefinition(kind).route.confirms };
    case 'giveConsent':
    case 'verify':
      return { step, opinion: '' };
    case 'askForSupplement':
      return { step, items: '照片', secondReason: '漏看' };
    case 'approve':
      return { step, opinion: '', licenceNo: 'L' };
    case 'refuse':
      return { step, ground: 'otherByLaw', reasons: '理由' };
    case 'claim':
      return { step, number: '' };
    case 'report':
      return { step, number: '', answers, knownOn: '2026-01-01' };
    case 'nudge':
    case 'accept':
    case 'escalate':
    case 'deemAccepted':
    case 'lapse':
      return { step };
    case 'returnToApplicant':
      return { step, reasons: '理由', confirmed: [] };
    case 'withdraw':
    case 'stepIn':
    case 'declineAtInstitution':
    case 'refuseConsent':
    case 'refuseAcceptance':
      return { step, reasons: '理由' };
    default:
      return unknownStep(step);
  }
}

function unknownStep(step: never): never {
  throw new Error(`unknown step ${String(step)}`);
}

const actors = Object.fromEntries((Object.keys(roles) as Role[]).map((role) => [role, actorOf(role)])) as Readonly<
  Record<Role, SignedIn>
>;

/** Whom no account of the model is. */
const nobody = { name: '某医师', idNumber: '' };

function actorOf(role: Role): SignedIn {
  const who = roles[role];
  const common = { accountId: role, name: role, organisation: who.at, idNumber: null, otherAccounts: [] };
  if (who.at === 'self') return { end: 'person', accountId: 'account-1', name: role, physicianId: 'physician-1' };
  if (places.includes(who.at as Place)) return { ...common, end: 'institution', role: 'clerk', institutionId: who.at };
  const right = !('decides' in who) || who.decides === null ? 'auditor' : who.decides ? 'decider' : 'officer';
  return {
    ...common,
    end: 'authority',
    role: right,
    authorityId: who.at,
    path: who.at,
    regionCode: '430104',
    provinceCode: '430000',
    consents: true,
  };
}
