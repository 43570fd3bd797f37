import { type Act, writeAct } from '../../store/acts.ts';
import type { Queryable } from '../../store/database.ts';
import {
  closeAccount,
  closeRecoveriesOf,
  decideOutcome,
  findOpenFilesOf,
  unfreezeAccount,
} from '../../store/disputeMoves.ts';
import type { DisputeRow } from '../../store/disputes.ts';
import { lockRecoverable } from '../../store/recoveries.ts';
import { deleteRecoveryCodes } from '../../store/recoveryCodes.ts';
import { unbindOthers } from '../../store/recoveryMoves.ts';
import { deleteSessionsOf } from '../../store/staff.ts';
import type { Call } from '../../store/transaction.ts';
import { decidedTold } from './decidedTold.ts';
import type { DecidedBy } from './preparedDecision.ts';

/**
 * What a confirmed decision does: for the claimant the account is closed, so that its claim, ID number and phone are free and
 * the desks of its files are told; for the account, and when it was withdrawn, it is free again.
 */
export async function effectOfDecision(tx: Queryable, row: DisputeRow, by: DecidedBy): Promise<readonly Call[]> {
  const { outcome, accountId } = row;
  const owner = await tx.row(lockRecoverable, accountId);
  if (outcome === null || owner === undefined) throw new Error(`dispute ${row.id} has nothing to decide`);
  const files = await tx.rows(findOpenFilesOf, accountId);
  if (outcome === 'claimant') {
    await tx.row(closeAccount, accountId, row.id);
    await tx.rows(deleteSessionsOf, accountId);
    await tx.rows(deleteRecoveryCodes, accountId);
    await tx.rows(unbindOthers, accountId);
    await tx.rows(closeRecoveriesOf, accountId, by.at);
  } else await tx.row(unfreezeAccount, accountId, row.id);
  const mover = { accountId: by.accountId, name: by.actorName };
  const act: Act = {
    ...by,
    action: 'disputeDecided',
    detail: { outcome, accountId },
    ...decidedTold(row, outcome, owner, files),
  };
  return [
    decideOutcome(row, mover, by.at),
    writeAct(act, { type: 'identity_dispute', id: row.id, version: row.version + 1, applicationId: null }),
  ];
}
