import { refusal } from '../domain/vocabulary/refusals.ts';
import type { Queryable } from '../store/database.ts';
import { findAnswered } from '../store/stepLoad.ts';
import { done, type Outcome, refuse } from './outcome.ts';

/** The answer a form was given when it was sent before; another form under its key gets none. Undefined: it is new. */
export async function answeredBefore(
  tx: Queryable,
  accountId: string,
  key: string,
  request: string,
): Promise<Outcome<string> | undefined> {
  const answered = await tx.row(findAnswered, accountId, key);
  if (answered === undefined) return undefined;
  return answered.request === request ? done(answered.location) : refuse(refusal('form.sentTwice'));
}
