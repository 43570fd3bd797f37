import { randomUUID } from 'node:crypto';
import type { DeskActor } from '../../domain/access/actor.ts';
import { refusal } from '../../domain/vocabulary/refusals.ts';
import { findPhoneTaken } from '../../store/accounts.ts';
import { writeAct } from '../../store/acts.ts';
import type { Queryable } from '../../store/database.ts';
import { findRecovery, insertRecovery, lockRecoverable } from '../../store/recoveries.ts';
import { commitWith, transaction, violatedConstraint } from '../../store/transaction.ts';
import { takeCode } from '../account/takeCode.ts';
import { answeredBefore } from '../answeredBefore.ts';
import { done, notFound, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { keepInSession } from '../session/closeSession.ts';
import { findRecoverable } from './findRecoverable.ts';
import { startRefused, type Wanted } from './recoveryForm.ts';
import { startedTold } from './recoveryNotices.ts';

export interface StartForm {
  readonly code: string;
  /** 已当面核对身份证原件 */
  readonly seen: boolean;
  readonly reason: string;
  readonly key: string;
  readonly token: string;
  readonly location: (id: string) => string;
}

/** 发起: the clerk has the person and the original ID before them, and the code that went to the new phone. Nothing has changed yet. */
export async function startRecovery(
  services: Services,
  actor: DeskActor,
  wanted: Wanted,
  form: StartForm,
): Promise<Outcome<string>> {
  const wrong = startRefused(form);
  if (wrong.length > 0) return refuse(...wrong);
  try {
    const outcome = await transaction(services.database, (tx) => startIn(services, tx, actor, wanted, form));
    if (outcome.kind === 'done') await keepInSession(services, form.token, { recovery: null });
    return outcome;
  } catch (error) {
    if (violatedConstraint(error) !== 'account_recovery_one_open') throw error;
    return refuse(refusal('recovery.open'));
  }
}

async function startIn(services: Services, tx: Queryable, actor: DeskActor, wanted: Wanted, form: StartForm) {
  const found = await findRecoverable(tx, actor, wanted);
  const request = 'recovery';
  const answered = await answeredBefore(tx, actor.accountId, form.key, request);
  if (answered !== undefined) return answered;
  if (found.kind !== 'done') return found;
  const account = await tx.row(lockRecoverable, found.value.id);
  if (account === undefined) return notFound;
  const { phone } = wanted;
  const wrong = await takeCode(services, tx, { purpose: 'phone:recovery', phone, token: form.token, typed: form.code });
  if (wrong !== undefined) return refuse(wrong);
  if ((await tx.row(findPhoneTaken, account.id, phone))?.taken === true) return refuse(refusal('account.phoneTaken'));
  const [id, at] = [randomUUID(), services.clock.now().toString()];
  const { accountId, name, organisation } = actor;
  const place =
    actor.end === 'institution' ? ([actor.institutionId, null] as const) : ([null, actor.authorityId] as const);
  await tx.row(insertRecovery, id, account.id, ...place, phone, form.reason, accountId, name, at);
  const row = await tx.row(findRecovery, ...place, id);
  if (row === undefined) return notFound;
  const location = form.location(id);
  const by = { at, accountId, actorName: name, organisation, action: 'recoveryStarted', article: '' };
  const act = { ...by, detail: { accountId: account.id }, idempotency: { key: form.key, request, location } };
  return commitWith(done(location), [
    writeAct({ ...act, ...startedTold(row) }, { type: 'account_recovery', id, version: 1, applicationId: null }),
  ]);
}
