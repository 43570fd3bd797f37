import type { SignedIn } from '../../domain/access/actor.ts';
import { may } from '../../domain/access/may.ts';
import type { StepInput, Today } from '../../domain/procedure/decide.ts';
import { stepTable } from '../../domain/procedure/steps.ts';
import type { Calendar } from '../../domain/time/calendar.ts';
import { chinaDate } from '../../domain/time/dates.ts';
import type { ApplicationRow } from '../../store/applications.ts';
import type { Queryable } from '../../store/database.ts';
import { scopeFor } from '../../store/scope.ts';
import { type Answered, findAnswered, loadStep } from '../../store/stepLoad.ts';
import { movedMeanwhile, transaction, violatedConstraint } from '../../store/transaction.ts';
import { done, notFound, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { conflictOf } from './conflict.ts';
import { Refused, settleStep } from './settleStep.ts';
import { requestOf, type StepForm } from './stepForm.ts';

/** Makes the step's input inside the transaction: from the draft, or with a number only the database can give. */
export type MakeInput = (tx: Queryable, row: ApplicationRow, today: Today) => StepInput | Promise<StepInput>;

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
    // Walls behind the rules: whoever runs into one came second.
    if (constraint === 'register_site_no_overlap' || constraint === 'register_entry_one_live')
      return await conflictOf(services.database, actor, form.applicationId);
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
  const input = await make(tx, row, today);
  const desk = stepTable[row.state][input.step]?.by;
  const forbidden = may(actor, input.step, row, facts.physician);
  if (forbidden.length > 0 || desk === undefined) throw new Refused(forbidden);
  const by = { desk, accountId: actor.accountId, name: actor.name, organisation: organisationOf(actor) };
  return await settleStep(tx, { row, facts, names, today, at: at.toString() }, by, input, form);
}

function organisationOf(actor: SignedIn): string {
  return actor.end === 'person' ? '' : actor.organisation;
}

/** The same form again gets the same answer; another form under its key gets none. */
function again(answered: Answered, form: StepForm): Outcome<string> {
  return answered.request === requestOf(form) ? done(answered.location) : refuse({ code: 'form.sentTwice' });
}

async function answerAgain(services: Services, actor: SignedIn, form: StepForm): Promise<Outcome<string>> {
  const answered = await services.database.row(findAnswered, actor.accountId, form.key);
  return answered === undefined ? refuse({ code: 'form.sentTwice' }) : again(answered, form);
}
