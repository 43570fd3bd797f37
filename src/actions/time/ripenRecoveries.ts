import { recoveryTerms } from '../../domain/access/recovery.ts';
import { writeAct } from '../../store/acts.ts';
import { claimRecovery, lockRecoverable } from '../../store/recoveries.ts';
import { findRipe, ripenRecovery } from '../../store/recoveryMoves.ts';
import { commitWith } from '../../store/transaction.ts';
import { subjectOf } from '../recovery/decidedRecovery.ts';
import { newLink } from '../recovery/linkToken.ts';
import { ripeTold } from '../recovery/recoveryNotices.ts';
import type { Services } from '../services.ts';
import { duty } from './duty.ts';

/** 72 hours after it was confirmed and not cancelled, a recovery may be finished: the link goes to the new phone. */
export function ripenRecoveries(services: Services, stop?: AbortSignal) {
  return duty(
    (db, { at }) => db.rows(findRipe, at),
    async (tx, { id }, now) => {
      const row = await tx.row(claimRecovery, id);
      if (row?.state !== 'confirmed' || row.dueAt === null) return false;
      if (Temporal.Instant.compare(Temporal.Instant.from(row.dueAt), Temporal.Instant.from(now.at)) > 0) return false;
      const owner = await tx.row(lockRecoverable, row.accountId);
      if (owner === undefined || owner.frozen) return false;
      const { token, hash } = newLink();
      const until = Temporal.Instant.from(now.at).add({ hours: 24 * recoveryTerms.linkDays });
      const told = ripeTold(
        row,
        owner,
        { before: `${services.publicUrl}/recover/password/`, token },
        recoveryTerms.linkDays,
      );
      const by = { at: now.at, accountId: null, actorName: '等待期届满', organisation: '', action: 'recoveryReady' };
      const act = { ...by, article: '', detail: { accountId: row.accountId }, idempotency: null };
      return commitWith(true, [
        ripenRecovery(row, hash, until.toString()),
        writeAct({ ...act, ...told }, subjectOf(row)),
      ]);
    },
  )(services, stop);
}
