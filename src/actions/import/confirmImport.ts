import type { AuthorityActor } from '../../domain/access/actor.ts';
import { refusal } from '../../domain/vocabulary/refusals.ts';
import { addImportJob, findBatch } from '../../store/imports.ts';
import { transaction } from '../../store/transaction.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { createBatch } from './createBatch.ts';
import { type Importer, importerOf, refusalToImport } from './importer.ts';

/** Imports in earnest the very file that was previewed. Confirmed twice, the second import changes nothing. */
export async function confirmImport(
  services: Services,
  actor: AuthorityActor | Importer,
  previewId: string,
): Promise<Outcome<{ batch: string }>> {
  const notAllowed = refusalToImport(actor, '导入');
  if (notAllowed !== undefined) return refuse(notAllowed);
  const importer = importerOf(actor);
  return transaction(services.database, async (tx) => {
    const preview = await tx.row(findBatch, importer.authorityPath, previewId);
    if (preview === undefined) return refuse(refusal('import.unknownBatch'));
    if (preview.state !== 'preview' || preview.fileKey === null) return refuse(refusal('import.notPreview'));
    const { kind, fileName, fileKey, rowsRead } = preview;
    const wanted = { kind, fileName, fileKey, dryRun: false, rowsTotal: rowsRead };
    const batch = await createBatch(tx, services.clock.now(), importer, wanted);
    await tx.rows(addImportJob, batch);
    return done({ batch });
  });
}
