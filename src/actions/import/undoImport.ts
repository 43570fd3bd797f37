import type { AuthorityActor } from '../../domain/access/actor.ts';
import { refusal } from '../../domain/vocabulary/refusals.ts';
import { addImportLedger, findBatch, waitForTurn } from '../../store/imports.ts';
import { isStillReferenced, lockAndCountBuiltOn, markUndone, restoreRows } from '../../store/importsUndo.ts';
import { transaction } from '../../store/transaction.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { type Importer, importerOf, refusalToImport } from './importer.ts';

/** Takes a batch back as if it had never been, or not at all: nothing that somebody has built on is pulled away. */
export async function undoImport(
  services: Services,
  batchId: string,
  actor: AuthorityActor | Importer,
): Promise<Outcome<{ batch: string; rows: number }>> {
  const notAllowed = refusalToImport(actor, '撤销导入');
  if (notAllowed !== undefined) return refuse(notAllowed);
  const { accountId, name, organisation, authorityPath } = importerOf(actor);
  try {
    return await transaction(services.database, async (tx) => {
      await tx.rows(waitForTurn);
      const batch = await tx.row(findBatch, authorityPath, batchId);
      if (batch === undefined) return refuse(refusal('import.unknownBatch'));
      if (batch.state === 'undone') return refuse(refusal('import.undone'));
      if (batch.state !== 'done') return refuse(refusal('import.notDone'));
      const count = await lockAndCountBuiltOn(tx, batchId);
      if (count > 0) return refuse(refusal('import.builtOn', undefined, { count: String(count) }));
      const rows = await restoreRows(tx, batchId);
      await tx.rows(markUndone, batchId);
      const at = services.clock.now().toString();
      const detail = JSON.stringify({ kind: batch.kind, rows });
      await tx.rows(addImportLedger, at, accountId, name, organisation, 'undo import', batchId, detail);
      return done({ batch: batchId, rows });
    });
  } catch (error) {
    if (isStillReferenced(error)) return refuse(refusal('import.builtOn', undefined, { count: '1' }));
    throw error;
  }
}
