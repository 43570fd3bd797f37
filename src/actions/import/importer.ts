import type { AuthorityActor } from '../../domain/access/actor.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';

/** Who imports: the operator at the command line (no account, everything in reach), or an authority from its page. */
export interface Importer {
  readonly accountId: string | null;
  readonly name: string;
  readonly organisation: string;
  /** Bounds what may be imported and which batches are seen; null is everything. */
  readonly authorityPath: string | null;
}

export function importerOf(actor: AuthorityActor | Importer): Importer {
  if (!('end' in actor)) return actor;
  return {
    accountId: actor.accountId,
    name: actor.name,
    organisation: actor.organisation,
    authorityPath: actor.path,
  };
}

/** 管理员 imports and undoes; the others of an authority may look. */
export function refusalToImport(actor: AuthorityActor | Importer, step: string): Refusal | undefined {
  if (!('end' in actor) || actor.role === 'administrator') return undefined;
  return refusal('step.moreRight', undefined, { step });
}
