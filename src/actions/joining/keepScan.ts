import { randomUUID } from 'node:crypto';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import { processScan } from '../../outside/scan.ts';
import { Busy } from '../../outside/turnstile.ts';
import { countTry, networkOf } from '../account/attempts.ts';
import type { Services } from '../services.ts';

/** Who sends a scan: a visitor with a phone that has been proven. */
export interface Uploader {
  readonly token: string;
  readonly network: string;
  readonly phone: string;
}

export type KeptScan = { readonly key: string } | { readonly refused: Refusal };

/** Scans in a day: of one phone, and from one network, behind which a county's clinics may sit. */
const most = { phone: 30, network: 300 };

/** The scan of a licence, checked and stored. The bytes first: a row without its scan would be worse. */
export async function keepScan(services: Services, from: Uploader, upload: Uint8Array): Promise<KeptScan> {
  const since = services.clock.now().subtract({ hours: 24 });
  for (const counted of [
    { purpose: 'joiningScan', subject: from.phone, most: most.phone, since },
    { purpose: 'joiningScanNetwork', subject: networkOf(from.network), most: most.network, since },
  ])
    if (!(await countTry(services, counted)).ok) return { refused: refusal('joining.tooMany', 'scan') };
  const scan = await processed(upload);
  if (scan === 'busy') return { refused: refusal('photo.busy', 'scan') };
  if (!scan.ok) return { refused: refusal(scan.code, 'scan') };
  const key = `licences/${randomUUID()}.${scan.type === 'application/pdf' ? 'pdf' : 'jpg'}`;
  await services.storage.put(key, scan.bytes, scan.type);
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
