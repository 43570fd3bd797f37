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
import { type ApplicationRow, lockApplication } from '../../store/applications.ts';
import type { Queryable } from '../../store/database.ts';
import { findFacts } from '../../store/facts.ts';
import { findAnswered, findNames, markIdentityVerified, saveStep } from '../../store/procedure.ts';
import { scopeFor } from '../../store/scope.ts';
import { transaction, violatedConstraint } from '../../store/transaction.ts';
import { done, notFound, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { applyEffect } from './applyEffect.ts';
import { conflictOf } from './conflict.ts';
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

class VersionMoved extends Error {}

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
    if (error instanceof VersionMoved) return await conflictOf(services.database, actor, form.applicationId);
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
): Promise<Outcome<string>> {
  const at = services.clock.now();
  const row = await lockApplication(tx, scopeFor(actor), form.applicationId);
  if (row === undefined) return notFound;
  const institutionId = row.draft?.institutionId ?? row.institutionId;
  const [answered, facts, names] = await Promise.all([
    tx.row(findAnswered, actor.accountId, form.key),
    findFacts(tx, { accountId: row.accountId, institutionId, applicationId: row.id, entryId: row.entryId }),
    tx.row(findNames, row.accountId, institutionId, row.authorityId),
  ]);
  if (answered !== undefined)
    return sameRequest(answered.request, form) ? done(answered.location) : refuse({ code: 'form.sentTwice' });
  if (facts === undefined || names === undefined)
    throw new Error(`application ${row.id} has no physician behind its account`);
  if (row.version !== form.version) return await conflictOf(tx, actor, row.id);

  const today: Today = { date: chinaDate(at), calendar };
  const definition = getDefinition(row.kind);
  const input = await make(tx, row, today);
  const desk = stepTable[row.state][input.step]?.by;
  const forbidden = may(actor, input.step, row, names.idNumber);
  if (forbidden.length > 0 || desk === undefined) throw new Refused(forbidden);
  const decision = decide(definition, row, input, facts, today);
  const found = form.refusals ?? [];
  if (decision.refusals !== undefined || found.length > 0) {
    throw new Refused(allAtOnce(found, decision.refusals ?? []));
  }

  const recorded = record(decision.event, at, desk, actor.accountId);
  const after = evolve(row, recorded);
  const loaded: Loaded = { row, definition, facts, today, at: at.toString() };
  const [saved] = await Promise.all([
    saveStep(tx, stepToSave(loaded, after, recorded, actor, names, form)),
    ...(recorded.event.type === 'approved' ? [applyEffect(tx, loaded, after, recorded.event.licenceNo)] : []),
    ...(provesIdentity(recorded.event, row) ? [tx.row(markIdentityVerified, row.accountId, loaded.at)] : []),
  ]);
  // Nothing of a half-done step may stay: the transaction is given up, not only this answer.
  if (!saved) throw new VersionMoved();
  return done(form.location);
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

function sameRequest(request: string, form: StepForm): boolean {
  return request === requestOf(form);
}

/** What makes two sendings the same: the file, the version looked at and where it leads. */
export function requestOf(form: StepForm): string {
  return `${form.applicationId}@${form.version}>${form.location}`;
}

async function answerAgain(services: Services, actor: SignedIn, form: StepForm): Promise<Outcome<string>> {
  const answered = await services.database.row(findAnswered, actor.accountId, form.key);
  return answered !== undefined && sameRequest(answered.request, form)
    ? done(answered.location)
    : refuse({ code: 'form.sentTwice' });
}
