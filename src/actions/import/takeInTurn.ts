import type { ImportKind } from '../../domain/import/kinds.ts';
import type { Reach } from '../../domain/import/reach.ts';
import { refusal, refusalText } from '../../domain/vocabulary/refusals.ts';
import type { Queryable } from '../../store/database.ts';
import * as imports from '../../store/imports.ts';
import { addRefusals, removeRefusals } from '../../store/importsRefusals.ts';
import type { Services } from '../services.ts';
import { endBatch } from './endBatch.ts';
import type { Importer } from './importer.ts';
import { takeFile } from './takeFile.ts';

export interface BatchToRun {
  readonly id: string;
  readonly kind: ImportKind;
  readonly dryRun: boolean;
  readonly path: string;
  readonly importer: Importer;
  readonly onProgress?: ((counts: imports.Counts) => void | Promise<void>) | undefined;
}

/** Ends a preview: thrown so that the transaction takes back what it did. */
export class Rehearsed extends Error {
  readonly counts: imports.Counts;
  constructor(counts: imports.Counts) {
    super('rehearsed');
    this.counts = counts;
  }
}

/**
 * Waits for the imports before it and takes in the file. The batch itself is written on another connection than the rows,
 * so that a page sees it move before they are there; so are the refusals of a preview, which stay when its rows go.
 */
export async function takeInTurn(services: Services, tx: Queryable, batch: BatchToRun): Promise<imports.Counts> {
  const { database, clock } = services;
  const { id, kind, dryRun, path, importer } = batch;
  await tx.rows(imports.waitForTurn);
  await tx.rows(imports.preferIndexes);
  const now = clock.now().toString();
  const begun = await database.rows(imports.beginBatch, id, now, refusalText(refusal('import.fault')));
  if (!begun.some((one) => one.id === id)) return countsOf(tx, id);
  await database.rows(removeRefusals, id);
  const reach = await findReach(tx, importer);
  const counts = await takeFile(
    tx,
    { kind, batchId: id, path, reach },
    {
      header: async (cells) => void (await database.rows(imports.keepHeader, id, JSON.stringify(cells))),
      refused: (rows) => addRefusals(dryRun ? database : tx, id, rows),
      progress: async (now) => {
        await database.rows(imports.reportProgress, id, now.rows, now.taken, now.unchanged, now.refused);
        await batch.onProgress?.(now);
      },
    },
  );
  await endBatch(dryRun ? database : tx, clock.now(), id, dryRun ? 'preview' : 'done', counts);
  if (dryRun) throw new Rehearsed(counts);
  const { accountId, name, organisation } = importer;
  const detail = JSON.stringify({ kind, ...counts });
  await tx.rows(imports.addImportLedger, now, accountId, name, organisation, `import ${kind}`, id, detail);
  return counts;
}

/** Another run of the same job was faster. */
async function countsOf(tx: Queryable, id: string): Promise<imports.Counts> {
  const batch = await tx.row(imports.findBatch, null, id);
  if (batch === undefined) throw new Error(`no batch ${id}`);
  return { rows: batch.rowsRead, taken: batch.taken, unchanged: batch.unchanged, refused: batch.refused };
}

async function findReach(tx: Queryable, { authorityPath }: Importer): Promise<Reach> {
  if (authorityPath === null) return null;
  const scope = await tx.row(imports.findScope, authorityPath);
  if (scope === undefined) throw new Error(`no authority has the path ${authorityPath}`);
  return scope;
}
