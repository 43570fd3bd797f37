import { randomUUID } from 'node:crypto';
import type { AuthorityActor } from '../../domain/access/actor.ts';
import { isImportKind } from '../../domain/import/kinds.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import { keepImportFile } from '../keys/importFiles.ts';
import { type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { refusalToImport } from './importer.ts';
import { startImport } from './startImport.ts';

export interface ReceivedFile {
  readonly kind: string;
  /** Undefined: none was chosen. */
  readonly file: { readonly fileName: string; readonly bytes: Uint8Array } | undefined;
}

/** 预检: keeps the file and reads it as a job, without writing anything, so that the same file can then be confirmed. */
export async function receiveImportFile(
  services: Services,
  actor: AuthorityActor,
  { kind, file }: ReceivedFile,
): Promise<Outcome<{ batch: string }>> {
  const notAllowed = refusalToImport(actor, '导入');
  if (notAllowed !== undefined) return refuse(notAllowed);
  const refusals: Refusal[] = [];
  if (!isImportKind(kind)) refusals.push(refusal('field.choose', 'kind', { label: '导入内容' }));
  if (file === undefined) refusals.push(refusal('import.noFile', 'file'));
  if (!isImportKind(kind) || file === undefined) return refuse(...refusals);
  const fileKey = `imports/${randomUUID()}`;
  await keepImportFile(services, fileKey, file.bytes);
  return startImport(services, actor, { kind, fileName: file.fileName, fileKey, dryRun: true });
}
