import type { ImportKind } from '../../domain/import/kinds.ts';
import type { Counts } from '../../store/imports.ts';
import { type ListedRefusal, listRefusals } from '../../store/importsRefusals.ts';
import { done, type Outcome } from '../outcome.ts';
import type { Services } from '../services.ts';
import { createBatch } from './createBatch.ts';
import type { Importer } from './importer.ts';
import { runBatch } from './runBatch.ts';

export interface FileImport {
  readonly kind: ImportKind;
  readonly path: string;
  readonly fileName: string;
  readonly dryRun: boolean;
  readonly actor: Importer;
  readonly onProgress?: (counts: Counts) => void | Promise<void>;
}

export interface ImportResult {
  readonly batch: string;
  readonly rows: number;
  readonly taken: number;
  readonly unchanged: number;
  /** Every refusal, in the order of the file: a row may have several. */
  readonly refused: readonly ListedRefusal[];
}

/** Takes in a file at once: good rows go in, bad ones stay out with their reasons. */
export async function importFile(services: Services, file: FileImport): Promise<Outcome<ImportResult>> {
  const { kind, path, fileName, dryRun, actor, onProgress } = file;
  const wanted = { kind, fileName, dryRun, fileKey: null, rowsTotal: null };
  const id = await createBatch(services.database, services.clock.now(), actor, wanted);
  const outcome = await runBatch(services, { id, kind, dryRun, path, importer: actor, onProgress });
  if (outcome.kind !== 'done') return outcome;
  const { rows, taken, unchanged } = outcome.value;
  const refused = await services.database.rows(listRefusals, id, null);
  return done({ batch: id, rows, taken, unchanged, refused });
}
