import { chinaDate } from '../../domain/time/dates.ts';
import { findLastRound, insertRound, markAct, type Round, recordAct } from '../../store/time.ts';
import { commitWith, transaction } from '../../store/transaction.ts';
import type { Services } from '../services.ts';
import { clockBy } from './clockBy.ts';
import { type DutyName, duties } from './duties.ts';
import type { Failure } from './duty.ts';

export interface RoundReport {
  readonly done: Readonly<Record<DutyName, number>>;
  readonly failures: readonly (Failure & { readonly duty: DutyName })[];
  /** Days since the round before, when that was more than a day ago and nobody has said so yet. */
  readonly missedDays: number | null;
}

/**
 * One round of everything that has fallen due, the outage included that may lie behind it. Any number may run at once. Asked
 * to stop, it ends after the case in hand and does not count as a round: what is left is done by the next.
 */
export async function runTimeRound(
  services: Services,
  stop: AbortSignal = new AbortController().signal,
): Promise<RoundReport> {
  const startedAt = services.clock.now();
  const last = await services.database.row(findLastRound);
  const failures: (Failure & { duty: DutyName })[] = [];
  const done: Partial<Record<DutyName, number>> = {};
  for (const name of Object.keys(duties) as DutyName[]) {
    const report = await duties[name](services, stop);
    done[name] = report.done;
    failures.push(...report.failures.map((failure) => ({ ...failure, duty: name })));
  }
  const counted = done as Record<DutyName, number>;
  if (stop.aborted) return { done: counted, failures, missedDays: null };
  return { done: counted, failures, missedDays: await endRound(services, startedAt, last, counted, failures.length) };
}

/** Notes the round; after an outage also in the ledger, once: from when to when nothing was done, and what was made up for. */
function endRound(
  { database, clock }: Services,
  startedAt: Temporal.Instant,
  last: Round | undefined,
  done: RoundReport['done'],
  failed: number,
): Promise<number | null> {
  const at = clock.now().toString();
  const since = last === undefined ? startedAt : Temporal.Instant.from(last.finishedAt);
  const isLate = since.until(startedAt).total('hours') > 24;
  return transaction(database, async (tx) => {
    await tx.row(insertRound, startedAt.toString(), at, JSON.stringify(done), failed);
    if (last === undefined || !isLate || (await tx.row(markAct, `caughtUp:${last.id}`, at)) === undefined) return null;
    const days = chinaDate(since).until(chinaDate(startedAt)).days;
    const detail = { since: last.finishedAt, days, done };
    const row = { at, actorName: clockBy.name, action: 'caughtUp', article: '', detail, notices: [], messages: [] };
    return commitWith(days, [recordAct({ ...row, subjectType: 'time_round', subjectId: String(last.id) })]);
  });
}
