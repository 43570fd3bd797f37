import { openForSealing } from '../../outside/seal/openForSealing.ts';
import { SealAway, type SealCertificate } from '../../outside/seal/seal.ts';
import type { Services } from '../services.ts';

/** The seal, for signing now: its certificate is valid, and the time that will stand in the paper can be relied on. @throws SealAway */
export async function openSeal({
  sealing,
  clock,
  hostClock,
}: Pick<Services, 'sealing' | 'clock' | 'hostClock'>): Promise<SealCertificate> {
  const trouble = hostClock.trouble();
  if (trouble !== undefined) throw new SealAway('服务器的时钟不准,暂停用印', new Error(trouble));
  return openForSealing(sealing.seal, clock.now());
}
