import type { AuthorityActor } from '../../domain/access/actor.ts';
import type { ImportKind } from '../../domain/import/kinds.ts';
import { addImportJob } from '../../store/imports.ts';
import { transaction } from '../../store/transaction.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { createBatch } from './createBatch.ts';
import { type Importer, importerOf, refusalToImport } from './importer.ts';

export interface StoredFile {
  readonly kind: ImportKind;
  readonly fileName: string;
  /** Key in object storage; the file stays there, so that a preview can be confirmed. */
  readonly fileKey: string;
  readonly dryRun: boolean;
}

/** Queues the import of a stored file: a large one takes longer than anybody waits for a page. */
export async function startImport(
  services: Services,
  actor: AuthorityActor | Importer,
  file: StoredFile,
): Promise<Outcome<{ batch: string }>> {
  const refusal = refusalToImport(actor, '导入');
  if (refusal !== undefined) return refuse(refusal);
  return transaction(services.database, async (tx) => {
    const batch = await createBatch(tx, services.clock.now(), importerOf(actor), { ...file, rowsTotal: null });
    await tx.rows(addImportJob, batch);
    return done({ batch });
  });
}
