import type { SignedIn } from '../../domain/access/actor.ts';
import { may } from '../../domain/access/may.ts';
import { getDefinition } from '../../domain/applications/catalogue.ts';
import type { Desk } from '../../domain/procedure/application.ts';
import { decide, type StepInput, type Today } from '../../domain/procedure/decide.ts';
import type { Definition } from '../../domain/procedure/definition.ts';
import type { ApplicationEvent } from '../../domain/procedure/events.ts';
import { evolve, type RecordedEvent } from '../../domain/procedure/evolve.ts';
import type { Facts } from '../../domain/procedure/facts.ts';
import { stepTable } from '../../domain/procedure/steps.ts';
import type { Calendar } from '../../domain/time/calendar.ts';
import { chinaDate } from '../../domain/time/dates.ts';
import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import type { ApplicationRow } from '../../store/applications.ts';
import type { Queryable } from '../../store/database.ts';
import { markIdentityVerified, saveStep } from '../../store/procedure.ts';
import { scopeFor } from '../../store/scope.ts';
import { type Answered, findAnswered, loadStep } from '../../store/stepLoad.ts';
import { call, commitWith, movedMeanwhile, transaction, violatedConstraint } from '../../store/transaction.ts';
import { done, notFound, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { conflictOf } from './conflict.ts';
import { effectOf } from './effectOf.ts';
import { stepToSave } from './stepToSave.ts';

/** What every step form carries besides its own fields. */
export interface StepForm {
  readonly applicationId: string;
  /** The version the person was looking at. */
  readonly version: number;
  /** Fresh for each form; the same form sent twice gets the same answer. */
  readonly key: string;
  /** Where the person goes afterwards. */
  readonly location: string;
  /** What the page itself found wrong (damaged text, a tick that is missing), told together with what the rules find. */
  readonly refusals?: readonly Refusal[];
}

/** Makes the step's input inside the transaction: from the draft, or with a number only the database can give. */
export type MakeInput = (tx: Queryable, row: ApplicationRow, today: Today) => StepInput | Promise<StepInput>;

export interface Loaded {
  readonly row: ApplicationRow;
  readonly definition: Definition;
  readonly facts: Facts;
  readonly today: Today;
  readonly at: string;
}

/** A refused step leaves nothing behind, not even a number that was drawn for it. */
class Refused extends Error {
  readonly refusals: readonly Refusal[];

  constructor(refusals: readonly Refusal[]) {
    super('refused');
    this.refusals = refusals;
  }
}

/** The one order of every step: load and lock, may, decide, append and fold, register, ledger, outbox — in one transaction. */
export async function takeStep(
  services: Services,
  actor: SignedIn,
  form: StepForm,
  make: MakeInput,
): Promise<Outcome<string>> {
  // Read before the transaction: inside, all connections could be held by steps that wait for one more to read it.
  const calendar = await services.calendar();
  try {
    return await transaction(services.database, (tx) => inTransaction(services, tx, calendar, actor, form, make));
  } catch (error) {
    if (error instanceof Refused) return refuse(...error.refusals);
    if (movedMeanwhile(error)) return await conflictOf(services.database, actor, form.applicationId);
    const constraint = violatedConstraint(error);
    if (constraint === 'idempotency_pkey') return await answerAgain(services, actor, form);
    if (constraint === 'application_one_open') return refuse({ code: 'start.alreadyOpen', parameters: { number: '' } });
    throw error;
  }
}

async function inTransaction(
  services: Services,
  tx: Queryable,
  calendar: Calendar,
  actor: SignedIn,
  form: StepForm,
  make: MakeInput,
) {
  const at = services.clock.now();
  const found = await loadStep(tx, scopeFor(actor), {
    id: form.applicationId,
    accountId: actor.accountId,
    key: form.key,
  });
  if (found === undefined) return notFound;
  const { row, facts, names } = found;
  if (found.answered !== null) return again(found.answered, form);
  if (row.version !== form.version) {
    // It may have been this very form that moved it, while this sending waited.
    const answered = await tx.row(findAnswered, actor.accountId, form.key);
    return answered === undefined ? await conflictOf(tx, actor, row.id) : again(answered, form);
  }

  const today: Today = { date: chinaDate(at), calendar };
  const definition = getDefinition(row.kind);
  const input = await make(tx, row, today);
  const desk = stepTable[row.state][input.step]?.by;
  const forbidden = may(actor, input.step, row, names.idNumber);
  if (forbidden.length > 0 || desk === undefined) throw new Refused(forbidden);
  const decision = decide(definition, row, input, facts, today);
  const byPage = form.refusals ?? [];
  if (decision.refusals !== undefined || byPage.length > 0) {
    throw new Refused(allAtOnce(byPage, decision.refusals ?? []));
  }

  const recorded = record(decision.event, at, desk, actor.accountId);
  const after = evolve(row, recorded);
  const loaded: Loaded = { row, definition, facts, today, at: at.toString() };
  const effect = recorded.event.type === 'approved' ? await effectOf(tx, loaded, after, recorded.event.licenceNo) : [];
  return commitWith(done(form.location), [
    saveStep(stepToSave(loaded, after, recorded, actor, names, form)),
    ...effect,
    ...(provesIdentity(recorded.event, row) ? [call(markIdentityVerified, row.accountId, loaded.at)] : []),
  ]);
}

/** A damaged text is also an empty one: at one field the first reason is enough. */
function allAtOnce(found: readonly Refusal[], decided: readonly Refusal[]): readonly Refusal[] {
  const fields = new Set(found.map(({ field }) => field));
  return [...found, ...decided.filter(({ field }) => field === undefined || !fields.has(field))];
}

/** The institution has seen the original and the person; whoever is both clerk and applicant proves nothing. */
function provesIdentity(event: ApplicationEvent, row: ApplicationRow): boolean {
  return event.type === 'institutionPassed' && event.confirmed.includes('identity') && !row.ownInstitution;
}

function record(event: ApplicationEvent, at: Temporal.Instant, desk: Desk, accountId: string): RecordedEvent {
  return { event, at: at.toString(), desk, accountId };
}

/** The same form again gets the same answer; another form under its key gets none. */
function again(answered: Answered, form: StepForm): Outcome<string> {
  return answered.request === requestOf(form) ? done(answered.location) : refuse({ code: 'form.sentTwice' });
}

/** What makes two sendings the same: the file, the version looked at and where it leads. */
export function requestOf(form: StepForm): string {
  return `${form.applicationId}@${form.version}>${form.location}`;
}

async function answerAgain(services: Services, actor: SignedIn, form: StepForm): Promise<Outcome<string>> {
  const answered = await services.database.row(findAnswered, actor.accountId, form.key);
  return answered === undefined ? refuse({ code: 'form.sentTwice' }) : again(answered, form);
}
