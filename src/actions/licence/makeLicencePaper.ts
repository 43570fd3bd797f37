import type { PersonActor } from '../../domain/access/actor.ts';
import { SealAway } from '../../outside/seal/seal.ts';
import { Busy } from '../../outside/turnstile.ts';
import type { Services } from '../services.ts';
import { findOwnLicence } from './readLicencePhoto.ts';
import type { Unprintable } from './readPaper.ts';
import { type SealedPaper, sealLicences } from './sealLicences.ts';

export type MadePaper =
  | { readonly kind: 'ready' }
  | Unprintable
  | { readonly kind: 'busy' }
  /** The seal cannot be had now. */
  | { readonly kind: 'away'; readonly words: string };

/** Somebody who presses twice meets the first press once, at most. */
const tries = 3;

/** Makes the sealed paper of a registration in force, unless there is one that says the same. Undefined when it is not theirs or not in force. */
export async function makeLicencePaper(
  services: Services,
  actor: PersonActor,
  entryId: string,
): Promise<MadePaper | undefined> {
  const row = await findOwnLicence(services, actor, entryId);
  if (row === undefined || row.status !== 'practising') return undefined;
  const by = { accountId: actor.accountId, name: actor.name, organisation: '', batchId: null };
  try {
    for (let attempt = 1; attempt <= tries; attempt += 1) {
      const paper = (await sealLicences(services, [entryId], by)).get(entryId);
      if (paper !== undefined) return isUnprintable(paper) ? paper : { kind: 'ready' };
    }
    return undefined;
  } catch (error) {
    if (error instanceof Busy) return { kind: 'busy' };
    if (!(error instanceof SealAway)) throw error;
    const reason = error.cause instanceof Error ? error.cause.message : error.message;
    services.warn({ reason }, 'a paper could not be sealed');
    return { kind: 'away', words: error.words };
  }
}

function isUnprintable(paper: SealedPaper): paper is Unprintable {
  return paper.kind === 'uncovered' || paper.kind === 'photoMissing';
}
