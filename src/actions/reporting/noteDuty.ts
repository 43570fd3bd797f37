import { randomUUID } from 'node:crypto';
import type { InstitutionActor } from '../../domain/access/actor.ts';
import { parsePlainDate } from '../../domain/fields/plainDate.ts';
import { isUuid } from '../../domain/fields/uuid.ts';
import { dutyRefused, reportDueOn } from '../../domain/procedure/reportDuties.ts';
import { chinaDate } from '../../domain/time/dates.ts';
import { articles, cite } from '../../domain/vocabulary/articles.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import { recordInLedger } from '../../store/ledger.ts';
import { closeDuty, findDuties, insertDuty } from '../../store/reportDuties.ts';
import { findPhysicianOfInstitution } from '../../store/reports.ts';
import { transaction, violatedConstraint } from '../../store/transaction.ts';
import { done, notFound, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';

export interface TypedDuty {
  readonly entryId: string;
  readonly knownOn: string;
  readonly note: string;
  readonly refusals: readonly Refusal[];
}

/** 登记待报告: the institution knows of a leaver and has thirty days from that day to report. */
export async function noteDuty(
  services: Services,
  actor: InstitutionActor,
  { entryId, knownOn, note, refusals }: TypedDuty,
): Promise<Outcome<string>> {
  const { institutionId, accountId, name, organisation } = actor;
  const db = services.database;
  if (!isUuid(entryId) || (await db.row(findPhysicianOfInstitution, institutionId, entryId)) === undefined)
    return notFound;
  const now = services.clock.now();
  const wrong = [...refusals, ...dutyRefused(knownOn, note, chinaDate(now).toString())];
  const known = parsePlainDate(knownOn);
  if (wrong.length > 0 || !known.ok) return refuse(...wrong);
  const [at, day] = [now.toString(), known.value.toString()];
  const dueOn = reportDueOn(day);
  const detail = JSON.stringify({ entryId, knownOn: day, dueOn });
  try {
    return await transaction(db, async (tx) => {
      const id = randomUUID();
      await tx.row(insertDuty, id, entryId, institutionId, day, dueOn, note, accountId, at);
      const article = cite(articles.deregistration);
      await tx.row(recordInLedger, at, accountId, name, organisation, 'dutyNoted', 'report_duty', id, article, detail);
      return done(id);
    });
  } catch (error) {
    if (violatedConstraint(error) !== 'report_duty_one_open') throw error;
    const open = (await db.rows(findDuties, institutionId)).find((duty) => duty.entryId === entryId);
    return refuse(refusal('report.alreadyNoted', 'dutyKnownOn', { date: open?.dueOn ?? dueOn }));
  }
}

/** 取消待报告: there is nothing to report after all. */
export function dropDuty(services: Services, actor: InstitutionActor, entryId: string): Promise<Outcome<string>> {
  const { institutionId, accountId, name, organisation } = actor;
  const at = services.clock.now().toString();
  return transaction(services.database, async (tx) => {
    const closed = isUuid(entryId) ? await tx.row(closeDuty, entryId, institutionId, at, null) : undefined;
    if (closed === undefined) return notFound;
    const article = cite(articles.deregistration);
    const detail = JSON.stringify({ entryId });
    await tx.row(
      recordInLedger,
      at,
      accountId,
      name,
      organisation,
      'dutyDropped',
      'report_duty',
      closed.id,
      article,
      detail,
    );
    return done(closed.id);
  });
}
