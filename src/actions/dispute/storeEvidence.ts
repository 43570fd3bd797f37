import { randomUUID } from 'node:crypto';
import type { DisputeSide } from '../../domain/access/dispute.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import { processEvidence } from '../../outside/evidence.ts';
import { Busy } from '../../outside/turnstile.ts';
import type { Queryable } from '../../store/database.ts';
import { insertEvidence } from '../../store/disputes.ts';
import type { Services } from '../services.ts';

/** At most so many pictures with one statement. */
export const mostEvidence = 5;

/** A picture that was uploaded, and the field it came in. */
export interface Upload {
  readonly field: string;
  readonly bytes: Uint8Array;
}

/** All pictures re-encoded, or what is wrong with each. */
export async function readEvidence(
  uploads: readonly Upload[],
): Promise<{ readonly pictures: readonly Uint8Array[]; readonly refusals: readonly Refusal[] }> {
  const pictures: Uint8Array[] = [];
  const refusals: Refusal[] = [];
  for (const { field, bytes } of uploads.slice(0, mostEvidence)) {
    const read = await unlessBusy(bytes);
    if (read.ok) pictures.push(read.jpeg);
    else refusals.push(refusal(read.code, field));
  }
  return { pictures, refusals };
}

async function unlessBusy(bytes: Uint8Array) {
  try {
    return await processEvidence(bytes);
  } catch (error) {
    if (error instanceof Busy) return { ok: false, code: 'photo.busy' } as const;
    throw error;
  }
}

/** The bytes first: a row without its picture would be worse than a picture without its row. */
export function putEvidence({ storage }: Services, pictures: readonly Uint8Array[]): Promise<readonly string[]> {
  return Promise.all(
    pictures.map(async (picture) => {
      const key = `disputes/${randomUUID()}.jpg`;
      await storage.put(key, picture, 'image/jpeg');
      return key;
    }),
  );
}

export async function recordEvidence(
  tx: Queryable,
  disputeId: string,
  { side, round }: { readonly side: DisputeSide; readonly round: number },
  keys: readonly string[],
  at: string,
): Promise<void> {
  for (const key of keys) await tx.row(insertEvidence, randomUUID(), disputeId, side, round, key, at);
}
