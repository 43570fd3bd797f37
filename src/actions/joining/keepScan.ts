import { randomUUID } from 'node:crypto';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import { processScan } from '../../outside/scan.ts';
import { Busy } from '../../outside/turnstile.ts';
import type { Services } from '../services.ts';

export type KeptScan = { readonly key: string } | { readonly refused: Refusal };

/** The picture of a licence: re-encoded and stored. The bytes first: a row without its picture would be worse. */
export async function keepScan(services: Services, upload: Uint8Array): Promise<KeptScan> {
  const scan = await processed(upload);
  if (scan === 'busy') return { refused: refusal('photo.busy', 'scan') };
  if (!scan.ok) return { refused: refusal(scan.code, 'scan') };
  const key = `licences/${randomUUID()}.jpg`;
  await services.storage.put(key, scan.jpeg, 'image/jpeg');
  return { key };
}

async function processed(upload: Uint8Array) {
  try {
    return await processScan(upload);
  } catch (error) {
    if (error instanceof Busy) return 'busy';
    throw error;
  }
}
