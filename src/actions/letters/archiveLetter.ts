import { SealAway } from '../../outside/seal/seal.ts';
import { Busy } from '../../outside/turnstile.ts';
import { claimUnarchived, countFailure, markArchived } from '../../store/letters.ts';
import { markSigned } from '../../store/sealedDocuments.ts';
import { transaction } from '../../store/transaction.ts';
import type { Services } from '../services.ts';
import { sealLetter } from './sealLetter.ts';

export type Archiving =
  | { readonly kind: 'none' | 'archived' }
  /** The seal cannot be had now: no letter can. */
  | { readonly kind: 'away'; readonly error: SealAway }
  /** Too many papers are being printed: nothing is wrong with the letter. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'failed'; readonly id: string; readonly error: unknown };

/** Seals and archives the paper of one letter that has none yet. One that cannot be set lets the others go first. */
export async function archiveLetter(services: Services): Promise<Archiving> {
  const { database, clock } = services;
  return transaction<Archiving>(database, async (tx) => {
    const letter = await tx.row(claimUnarchived);
    if (letter === undefined) return { kind: 'none' };
    try {
      const sealed = await sealLetter(services, letter);
      const row = { ...sealed, sm2Signature: null, sm2PublicKey: null };
      const marked = await tx.row(markSigned, JSON.stringify([row]), clock.now().toString());
      if (marked === undefined) throw new Error(`letter ${letter.id} was sealed by another program`);
      await tx.row(markArchived, letter.id, sealed.pdfKey, sealed.pdfSha256);
      return { kind: 'archived' };
    } catch (error) {
      if (error instanceof SealAway) return { kind: 'away', error };
      if (error instanceof Busy) return { kind: 'busy' };
      await tx.row(countFailure, letter.id);
      return { kind: 'failed', id: letter.id, error };
    }
  });
}
