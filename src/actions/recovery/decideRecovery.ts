import { type DeskActor, mayConfirmRecovery, recoveryStates, recoveryTerms } from '../../domain/access/recovery.ts';
import { isUuid } from '../../domain/fields/uuid.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import { type Act, writeAct } from '../../store/acts.ts';
import type { Queryable } from '../../store/database.ts';
import {
  findRecovery,
  lockRecoverable,
  lockRecovery,
  type Recoverable,
  type RecoveryRow,
} from '../../store/recoveries.ts';
import { confirmRecovery, endRecovery } from '../../store/recoveryMoves.ts';
import { type Call, commitWith, movedMeanwhile, transaction } from '../../store/transaction.ts';
import { answeredBefore } from '../answeredBefore.ts';
import { done, notFound, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { newLink } from './linkToken.ts';
import { confirmedTold, endedTold } from './recoveryNotices.ts';

export interface RecoveryDecision {
  readonly outcome: 'confirm' | 'reject';
  readonly words: string;
  readonly version: number;
  readonly key: string;
  readonly location: string;
  readonly refusals: readonly Refusal[];
}

/** Of whose counters an actor sees the recoveries. */
export function ownOf(actor: DeskActor): readonly [string | null, string | null] {
  return actor.end === 'institution' ? [actor.institutionId, null] : [null, actor.authorityId];
}

/** 确认 by the second person, from when the 72 hours run; or 停止办理, by anybody of the counter and at any time before the end. */
export async function decideRecovery(
  services: Services,
  actor: DeskActor,
  id: string,
  sent: RecoveryDecision,
): Promise<Outcome<string>> {
  if (!isUuid(id)) return notFound;
  try {
    return await transaction(services.database, (tx) => decideIn(services, tx, actor, id, sent));
  } catch (error) {
    if (movedMeanwhile(error)) return await recoveryConflict(services.database, actor, id);
    throw error;
  }
}

async function decideIn(services: Services, tx: Queryable, actor: DeskActor, id: string, sent: RecoveryDecision) {
  const row = await tx.row(lockRecovery, ...ownOf(actor), id);
  if (row === undefined) return notFound;
  const answered = await answeredBefore(tx, actor.accountId, sent.key, `${id}@${sent.version}`);
  if (answered !== undefined) return answered;
  const rejects = sent.outcome === 'reject';
  const isOpen = row.state === 'started' || (rejects && (row.state === 'confirmed' || row.state === 'ready'));
  if (row.version !== sent.version || !isOpen) return recoveryConflict(tx, actor, id);
  const owner = await tx.row(lockRecoverable, row.accountId);
  const against = [...sent.refusals, ...(rejects ? mayStop(actor, sent.words) : confirmable(actor, row, owner))];
  if (against.length > 0 || owner === undefined) return against.length > 0 ? refuse(...against) : notFound;
  const { accountId, name, organisation } = actor;
  const idempotency = { key: sent.key, request: `${id}@${sent.version}`, location: sent.location };
  const by = {
    at: services.clock.now().toString(),
    accountId,
    actorName: name,
    organisation,
    article: '',
    idempotency,
  };
  const made = rejects ? rejected(row, owner, sent.words, by) : confirmed(services, row, owner, by);
  return commitWith(done(sent.location), made);
}

type By = Pick<Act, 'at' | 'actorName' | 'organisation' | 'article' | 'idempotency'> & { readonly accountId: string };

function confirmed(services: Services, row: RecoveryRow, owner: Recoverable, by: By): readonly Call[] {
  const due = services.clock.now().add({ hours: recoveryTerms.waitHours });
  const { token, hash } = newLink();
  const told = confirmedTold(row, owner, due, { before: `${services.publicUrl}/recover/cancel/`, token });
  const act = { ...by, action: 'recoveryConfirmed', detail: { accountId: row.accountId } };
  const moving = {
    by: { accountId: by.accountId, name: by.actorName },
    at: by.at,
    dueAt: due.toString(),
    cancelHash: hash,
  };
  return [confirmRecovery(row, moving), writeAct({ ...act, ...told }, subjectOf(row))];
}

function rejected(row: RecoveryRow, owner: Recoverable, words: string, by: By): readonly Call[] {
  const told = endedTold(
    row,
    owner,
    `${row.counter}已停止为您的账号办理找回,账号没有变化。`,
    `已停止办理找回账号。理由:${words}`,
  );
  const act = { ...by, action: 'recoveryRejected', detail: { accountId: row.accountId } };
  return [
    endRecovery(row, { state: 'rejected', at: by.at, byName: by.actorName, words }),
    writeAct({ ...act, ...told }, subjectOf(row)),
  ];
}

export function subjectOf({ id, version }: RecoveryRow) {
  return { type: 'account_recovery', id, version: version + 1, applicationId: null } as const;
}

function confirmable(actor: DeskActor, row: RecoveryRow, owner: Recoverable | undefined): readonly Refusal[] {
  return [...mayConfirmRecovery(actor, row), ...(owner?.frozen === true ? [refusal('recovery.frozen')] : [])];
}

function mayStop(actor: DeskActor, words: string): readonly Refusal[] {
  const mayNot = actor.end === 'authority' && actor.role !== 'officer' && actor.role !== 'decider';
  return [
    ...(mayNot ? [refusal('step.moreRight', undefined, { step: '停止办理' })] : []),
    ...(words === '' ? [refusal('field.required', 'words', { label: '停止办理的理由' })] : []),
  ];
}

/** The answer to whoever came second: how it stands, who moved it and when. */
async function recoveryConflict(db: Queryable, actor: DeskActor, id: string): Promise<Outcome<never>> {
  const row = await db.row(findRecovery, ...ownOf(actor), id);
  if (row === undefined) return notFound;
  const movedBy = row.endedByName ?? row.confirmedByName ?? '';
  const at = row.endedAt ?? row.confirmedAt;
  return { kind: 'conflict', conflict: { state: recoveryStates[row.state], movedBy, at, stepsNow: [] } };
}
