import { getDefinition } from '../../domain/applications/catalogue.ts';
import type { Desk } from '../../domain/procedure/application.ts';
import { decide, type StepInput, type Today } from '../../domain/procedure/decide.ts';
import type { Definition } from '../../domain/procedure/definition.ts';
import type { ApplicationEvent } from '../../domain/procedure/events.ts';
import { evolve, type RecordedEvent } from '../../domain/procedure/evolve.ts';
import type { Facts } from '../../domain/procedure/facts.ts';
import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import type { ApplicationRow } from '../../store/applications.ts';
import type { Queryable } from '../../store/database.ts';
import { markIdentityVerified, saveStep } from '../../store/procedure.ts';
import type { Names } from '../../store/stepLoad.ts';
import { call, commitWith } from '../../store/transaction.ts';
import { done } from '../outcome.ts';
import { effectOf } from './effectOf.ts';
import { holdEntry } from './holdEntry.ts';
import { allAtOnce, type StepForm } from './stepForm.ts';
import { stepToSave } from './stepToSave.ts';

/** Who takes a step: somebody signed in, or the clock. */
export interface By {
  readonly desk: Desk;
  readonly accountId: string | null;
  readonly name: string;
  readonly organisation: string;
}

export interface Loaded {
  readonly row: ApplicationRow;
  readonly facts: Facts;
  readonly names: Names;
  readonly today: Today;
  /** ISO instant. */
  readonly at: string;
}

export interface Defined extends Loaded {
  readonly definition: Definition;
}

/** A refused step leaves nothing behind, not even a number that was drawn for it. */
export class Refused extends Error {
  readonly refusals: readonly Refusal[];

  constructor(refusals: readonly Refusal[]) {
    super('refused');
    this.refusals = refusals;
  }
}

/**
 * What every step does once it is known that it may be taken: decide, fold, and everything that is written, to be committed
 * together. `form` is null for the clock, which sends none. Throws Refused.
 */
export async function settleStep(tx: Queryable, read: Loaded, by: By, input: StepInput, form: StepForm | null) {
  const loaded = await holdEntry(tx, read, input.step);
  const { row, facts, today, at } = loaded;
  const definition = getDefinition(row.kind);
  const decision = decide(definition, row, input, facts, today);
  const byPage = form?.refusals ?? [];
  if (decision.refusals !== undefined || byPage.length > 0) {
    throw new Refused(allAtOnce(byPage, decision.refusals ?? []));
  }
  const recorded: RecordedEvent = { event: decision.event, at, desk: by.desk, accountId: by.accountId };
  const after = evolve(row, recorded);
  const defined: Defined = { ...loaded, definition };
  const approved = after.state === 'approved' && row.state !== 'approved';
  const effect = approved ? await effectOf(tx, defined, after, decision.event) : undefined;
  return commitWith(done(form?.location ?? ''), [
    saveStep(stepToSave(defined, after, recorded, by, effect?.events ?? [], form)),
    ...(effect?.calls ?? []),
    ...(provesIdentity(decision.event, row) ? [call(markIdentityVerified, row.accountId, at)] : []),
  ]);
}

/** The institution has seen the original and the person; whoever is both clerk and applicant proves nothing. */
function provesIdentity(event: ApplicationEvent, row: ApplicationRow): boolean {
  return event.type === 'institutionPassed' && event.confirmed.includes('identity') && !row.ownInstitution;
}
