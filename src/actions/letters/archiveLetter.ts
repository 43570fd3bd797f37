import { createHash } from 'node:crypto';
import { claimUnarchived, countFailure, markArchived, type StoredLetter } from '../../store/letters.ts';
import { transaction } from '../../store/transaction.ts';
import type { Services } from '../services.ts';

export type Archiving =
  | { readonly kind: 'none' | 'archived' }
  | { readonly kind: 'failed'; readonly id: string; readonly error: unknown };

/** Sets and archives the paper of one letter that has none yet. One that cannot be set lets the others go first. */
export async function archiveLetter(services: Services): Promise<Archiving> {
  return transaction<Archiving>(services.database, async (tx) => {
    const letter = await tx.row(claimUnarchived);
    if (letter === undefined) return { kind: 'none' };
    try {
      const pdf = await printLetter(services, letter);
      const key = `letters/${letter.id}.pdf`;
      await services.storage.put(key, pdf, 'application/pdf');
      await tx.row(markArchived, letter.id, key, sha256(pdf));
      return { kind: 'archived' };
    } catch (error) {
      await tx.row(countFailure, letter.id);
      return { kind: 'failed', id: letter.id, error };
    }
  });
}

/** The paper of a letter; the same letter gives the same bytes. */
export function printLetter(services: Services, { number, content }: StoredLetter): Promise<Uint8Array> {
  const { kind, ...said } = content;
  // Until papers are sealed every one is a sample.
  return services.documents.pdf('letter', { ...said, number, sample: true, photo: null });
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
