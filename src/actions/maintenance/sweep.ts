import { keptUntil, retention } from '../../domain/privacy/retention.ts';
import {
  clearUnusedAccounts,
  deleteAnswers,
  deleteAttempts,
  deleteCodes,
  deleteConfirmations,
  deleteDevices,
  deleteLiveCodeUses,
  deleteLookups,
  deleteReceipts,
  deleteRefusals,
  deleteSessions,
  deleteShares,
  deleteWalletNonces,
  deleteWalletOffers,
  emptyMessages,
} from '../../store/leftovers.ts';
import type { Services } from '../services.ts';
import { deleteDrafts, tellOfDrafts } from './expireDrafts.ts';
import { removeImportFiles, removeOpenData, removePhotos, removeRefusedJoinings } from './removeFiles.ts';

/** Rows of one statement: a table is never held for long. */
const atOnce = 1000;

type Emptied = typeof deleteSessions | typeof clearUnusedAccounts;

/** What is done by one statement, until it finds nothing more, with the days after which it is. */
const byRows: readonly (readonly [Emptied, number])[] = [
  [deleteSessions, retention.session.days],
  [deleteCodes, retention.code.days],
  [deleteConfirmations, retention.confirmation.days],
  [deleteDevices, retention.device.days],
  [deleteLookups, retention.lookup.days],
  [deleteReceipts, retention.receipt.days],
  [deleteLiveCodeUses, retention.liveCodeUse.days],
  [deleteShares, retention.licenceShare.days],
  [deleteAttempts, retention.attempt.days],
  [deleteAnswers, retention.answer.days],
  [deleteWalletOffers, retention.walletOffer.days],
  [deleteWalletNonces, retention.walletNonce.days],
  [emptyMessages, retention.message.days],
  [deleteRefusals, retention.importRefusal.days],
  [clearUnusedAccounts, retention.unusedAccount.days],
];

/**
 * Carries out the table of 保存期限 (domain/privacy/retention.ts). Several may sweep at once, and again at any time; what
 * goes wrong with one sort of record does not keep the others beyond their time.
 */
export async function sweep(services: Services): Promise<void> {
  const faults: unknown[] = [];
  const works = [
    ...byRows.map(
      ([statement, days]) =>
        () =>
          empty(services, statement, days),
    ),
    ...[tellOfDrafts, deleteDrafts, removePhotos, removeImportFiles, removeRefusedJoinings, removeOpenData].map(
      (work) => () => work(services),
    ),
  ];
  for (const work of works) {
    try {
      await work();
    } catch (error) {
      faults.push(error);
    }
  }
  if (faults.length > 0) throw faults[0];
}

async function empty({ database, clock }: Services, statement: Emptied, days: number): Promise<void> {
  const before = keptUntil(days, clock.now()).toString();
  for (;;) {
    const { length } = await database.rows<unknown, readonly [string, number]>(statement, before, atOnce);
    if (length < atOnce) return;
  }
}
