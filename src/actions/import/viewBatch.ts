import type { AuthorityActor } from '../../domain/access/actor.ts';
import { maskRefused } from '../../domain/import/maskRefused.ts';
import { findBatch, type ImportBatch } from '../../store/imports.ts';
import { type ListedRefusal, listRefusals, logRefusalsRead } from '../../store/importsRefusals.ts';
import { transaction } from '../../store/transaction.ts';
import { done, notFound, type Outcome } from '../outcome.ts';
import type { Services } from '../services.ts';
import { type Importer, importerOf } from './importer.ts';

export interface BatchView {
  readonly batch: ImportBatch;
  /** The first hundred, in the order of the file, numbers of persons masked; whole, and all of them, in the download. */
  readonly refusals: readonly ListedRefusal[];
}

/** A batch with its progress and its first refusals. Who looks at refused rows is written down before they are shown. */
export async function viewBatch(
  services: Services,
  actor: AuthorityActor | Importer,
  batchId: string,
): Promise<Outcome<BatchView>> {
  const { accountId, name, organisation, authorityPath } = importerOf(actor);
  return transaction(services.database, async (tx) => {
    const batch = await tx.row(findBatch, authorityPath, batchId);
    if (batch === undefined) return notFound;
    const refusals = await tx.rows(listRefusals, batchId, 100);
    if (accountId !== null && refusals.length > 0) {
      await tx.rows(logRefusalsRead, services.clock.now().toString(), accountId, name, organisation, batchId);
    }
    const shown = refusals.map((each) => ({ ...each, value: maskRefused(batch.kind, each.column, each.value) }));
    return done({ batch, refusals: shown });
  });
}
