import { setTimeout as pause } from 'node:timers/promises';
import type { InclusionProof } from '../../domain/log/proof.ts';
import type { Services } from '../services.ts';
import { type EventToProve, proveEvent } from './proveEvent.ts';
import { sequence } from './sequence.ts';

/** Another program may be at the log: so often, and so many milliseconds apart, it is waited for. */
const patience = { tries: 20, milliseconds: 100 } as const;

/**
 * As proveEvent, but for a paper that is to carry the proof: an event that has happened just now is put into the log first.
 * Undefined only where the log takes nothing in (it says so in /readyz) or others keep it busy for two seconds.
 */
export async function proveEventNow(services: Services, event: EventToProve): Promise<InclusionProof | undefined> {
  for (let attempt = 1; ; attempt += 1) {
    const proof = await proveEvent(services, event);
    if (proof !== undefined || attempt > patience.tries) return proof;
    const round = await sequence(services);
    if (round.kind === 'refused') return undefined;
    // Nothing was waiting: it is in the log by now, or there is no such event.
    if (round.kind === 'done' && round.taken === 0) return proveEvent(services, event);
    if (round.kind === 'busy') await pause(patience.milliseconds);
  }
}
