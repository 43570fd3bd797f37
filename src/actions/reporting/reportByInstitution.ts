import type { InstitutionActor } from '../../domain/access/actor.ts';
import { may } from '../../domain/access/may.ts';
import { findDefinition } from '../../domain/applications/catalogue.ts';
import { isUuid } from '../../domain/fields/uuid.ts';
import type { Answers } from '../../domain/procedure/application.ts';
import type { Today } from '../../domain/procedure/decide.ts';
import type { Definition } from '../../domain/procedure/definition.ts';
import { chinaDate } from '../../domain/time/dates.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import type { Queryable } from '../../store/database.ts';
import { lockEntry } from '../../store/register.ts';
import { closeDuty } from '../../store/reportDuties.ts';
import { findReportedAccount, lockFilesAbout } from '../../store/reports.ts';
import { findAnswered, loadStep } from '../../store/stepLoad.ts';
import { transaction, violatedConstraint } from '../../store/transaction.ts';
import { nextNumber } from '../application/nextNumber.ts';
import { Refused, settleStep } from '../application/settleStep.ts';
import { done, notFound, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { beginReport } from './beginReport.ts';
import { reportInput } from './reportInput.ts';

/** What an institution reports about one of its physicians (医师法17, 医师执业注册管理办法18, 19). */
export interface TypedReport {
  readonly entryId: string;
  readonly kind: string;
  readonly knownOn: string;
  readonly answers: Answers;
  readonly key: string;
  readonly location: (applicationId: string) => string;
  readonly refusals: readonly Refusal[];
}

/** 报告: the file and its first step in one transaction; it lies with the authority when this returns. */
export async function reportByInstitution(
  services: Services,
  actor: InstitutionActor,
  typed: TypedReport,
): Promise<Outcome<string>> {
  const definition = findDefinition(typed.kind);
  if (definition?.route.report === undefined || !isUuid(typed.entryId)) return notFound;
  const now = services.clock.now();
  const [at, today] = [now.toString(), { date: chinaDate(now), calendar: await services.calendar() }];
  try {
    return await transaction(services.database, (tx) => report(tx, actor, definition, typed, { at, today }));
  } catch (error) {
    if (error instanceof Refused) return refuse(...error.refusals);
    if (violatedConstraint(error) === 'idempotency_pkey') return refuse(refusal('form.sentTwice'));
    throw error;
  }
}

type Now = { readonly at: string; readonly today: Today };

async function report(tx: Queryable, actor: InstitutionActor, definition: Definition, typed: TypedReport, now: Now) {
  const { accountId, institutionId, name, organisation } = actor;
  const { entryId, key } = typed;
  await tx.rows(lockFilesAbout, entryId, definition.kind);
  const entry = await lockEntry(tx, entryId);
  const whose = await tx.row(findReportedAccount, entryId, institutionId);
  if (entry === undefined || whose === undefined) return notFound;
  // Sent twice at once, the second waited for the entry and finds the answer of the first.
  const answered = await tx.row(findAnswered, accountId, key);
  if (answered !== undefined) return done(answered.location);
  const { authority, physicianId, accountId: theirs } = whose;
  const begun = theirs === null ? undefined : { physicianId, accountId: theirs, institutionId, at: now.at };
  const id = begun === undefined ? undefined : await beginReport(tx, definition, entry, begun);
  if (id === undefined) throw new Refused([refusal('report.noAccount', undefined, { authority })]);
  const loaded = await loadStep(tx, { end: 'report', owner: institutionId }, { id, accountId, key });
  if (loaded === undefined) throw new Error(`the report ${id} that was just begun is not there`);
  const forbidden = may(actor, 'report', loaded.row, loaded.facts.physician);
  if (forbidden.length > 0) throw new Refused(forbidden);
  await tx.row(closeDuty, entryId, institutionId, now.at, id);
  const input = reportInput(definition, typed, await nextNumber(tx, definition, now.today.date.year));
  const form = { applicationId: id, version: 0, key, location: typed.location(id), refusals: typed.refusals };
  const by = { desk: 'institution', accountId, name, organisation } as const;
  return await settleStep(tx, { ...loaded, ...now }, by, input, form);
}
