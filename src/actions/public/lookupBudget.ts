import { createHmac } from 'node:crypto';
import { networkOf } from '../../domain/fields/network.ts';
import { addLookups } from '../../store/lookups.ts';
import type { Services } from '../services.ts';

/** Lookups from one network in a quarter of an hour before a human check is asked for. */
const mostLookups = 60;
const quarterMilliseconds = 15 * 60_000;

export interface LookupBudget {
  /** Counts one lookup; false: it is one too many. */
  take(address: string): boolean;
  /** Adds what has been counted here to what all programs have counted. */
  settle(): Promise<void>;
}

/** `known`: what all programs together had counted when it was last added up. */
type Tally = { known: number; pending: number };

/**
 * The budget of the public lookup. A row for each lookup would cost more than the lookup, so each program counts for itself and
 * adds up in the database once a second; between two sums several programs may let a second's worth too many through.
 */
export function createLookupBudget(
  services: Pick<Services, 'database' | 'clock' | 'secret' | 'warn'>,
  { of: counted, most } = { of: 'lookup', most: mostLookups },
): LookupBudget {
  let [quarter, tallies] = [0, new Map<string, Tally>()];
  let settledAt = services.clock.now().epochMilliseconds;
  let isSettling = false;

  const settle = async (): Promise<void> => {
    settledAt = services.clock.now().epochMilliseconds;
    const [of, begin] = [tallies, Temporal.Instant.fromEpochMilliseconds(quarter).toString()];
    const sent = [...of].filter(([, { pending }]) => pending > 0).map(([key, tally]) => [key, tally.pending] as const);
    if (sent.length === 0) return;
    const [keys, counts] = [sent.map(([key]) => key), sent.map(([, count]) => count)];
    const sums = await services.database.rows(addLookups, keys, counts, begin);
    for (const [key, count] of sent) {
      const tally = of.get(key);
      if (tally !== undefined) tally.pending -= count;
    }
    for (const { key, count } of sums) {
      const tally = of.get(key);
      if (tally === undefined) continue;
      tally.known = count;
      // Whoever asks seldom is remembered by the database alone.
      if (tally.pending === 0 && count < most / 2) of.delete(key);
    }
  };

  const settleSoon = async (): Promise<void> => {
    isSettling = true;
    try {
      await settle();
    } catch (error) {
      // The lookup itself answers on: it is counted again with the next sum.
      services.warn({ fault: error instanceof Error ? error.name : 'unknown' }, 'lookups could not be added up');
    } finally {
      isSettling = false;
    }
  };

  return {
    settle,
    take(address) {
      const now = services.clock.now().epochMilliseconds;
      const begin = now - (now % quarterMilliseconds);
      if (begin !== quarter) [quarter, tallies] = [begin, new Map()];
      const asked = `${counted} ${networkOf(address)}`;
      const key = createHmac('sha256', services.secret).update(asked).digest('base64url');
      const tally = tallies.get(key) ?? { known: 0, pending: 0 };
      tallies.set(key, tally);
      if (tally.known + tally.pending >= most) return false;
      tally.pending += 1;
      if (!isSettling && now - settledAt >= 1000) void settleSoon();
      return true;
    },
  };
}
