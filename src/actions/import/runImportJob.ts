import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBatch } from '../../store/imports.ts';
import { readImportFile } from '../keys/importFiles.ts';
import type { Services } from '../services.ts';
import { runBatch } from './runBatch.ts';

/** Takes in the stored file of a batch. A batch that is over already (the job was run twice) is left as it is. */
export async function runImportJob(services: Services, batchId: string): Promise<void> {
  const batch = await services.database.row(findBatch, null, batchId);
  if (batch === undefined || batch.fileKey === null) throw new Error(`batch ${batchId} has no stored file`);
  if (batch.state === 'done' || batch.state === 'preview' || batch.state === 'undone') return;
  const bytes = await readImportFile(services, batch.fileKey);
  if (bytes === undefined) throw new Error(`the file of batch ${batchId} is gone from storage`);
  const folder = await mkdtemp(join(tmpdir(), 'xinglin-import-'));
  try {
    const path = join(folder, 'file');
    await writeFile(path, bytes, { mode: 0o600 });
    const { id, kind, dryRun, accountId, accountName, authorityName, authorityPath } = batch;
    const importer = { accountId, name: accountName ?? '', organisation: authorityName ?? '', authorityPath };
    await runBatch(services, { id, kind, dryRun, path, importer });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
