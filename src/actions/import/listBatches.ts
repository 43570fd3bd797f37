import type { AuthorityActor } from '../../domain/access/actor.ts';
import { type ImportBatch, listBatches as listed } from '../../store/imports.ts';
import type { Services } from '../services.ts';
import { type Importer, importerOf } from './importer.ts';

/** The newest two hundred batches of the actor's authority and of those below it. */
export async function listBatches(
  services: Services,
  actor: AuthorityActor | Importer,
): Promise<readonly ImportBatch[]> {
  return services.database.rows(listed, importerOf(actor).authorityPath, 200);
}
