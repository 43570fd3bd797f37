import { type Article, cite } from '../../domain/vocabulary/articles.ts';
import type { Told } from '../../store/acts.ts';
import type { Queryable } from '../../store/database.ts';
import { markAct, recordAct, type TimeAct } from '../../store/time.ts';
import { commitWith } from '../../store/transaction.ts';
import { clockBy } from './clockBy.ts';
import type { Now } from './duty.ts';

export interface Reminder extends Pick<TimeAct, 'action' | 'subjectType' | 'subjectId' | 'applicationId'> {
  /** What may be done once only. */
  readonly key: string;
  readonly articles: readonly Article[];
  readonly told: Told;
}

/** Tells what is about to fall due, once: whoever comes second finds the key and does nothing. */
export async function remind(tx: Queryable, { key, articles, told, ...act }: Reminder, { at }: Now) {
  if ((await tx.row(markAct, key, at)) === undefined) return false;
  const article = articles.map(cite).join('、');
  return commitWith(true, [recordAct({ at, actorName: clockBy.name, article, detail: { key }, ...act, ...told })]);
}

/** The step of a row of reminders that has been reached: the fewest days of those that are not less than what is left. */
export function reached(days: readonly number[], left: number): number | undefined {
  return days.filter((each) => left <= each).toSorted((a, b) => a - b)[0];
}
