import { type Entry, liveSites } from './entry.ts';
import type { RegisterEvent, SiteEnded } from './events.ts';

/** The filings of an entry that end on a day with something else: all of them, or those at one institution. */
export function sitesEnded(entry: Entry, on: string, why: SiteEnded['why'], at?: string): readonly SiteEnded[] {
  return liveSites(entry, on)
    .filter((site) => at === undefined || site.institutionId === at)
    .map((site) => ({ type: 'siteEnded', entryId: entry.id, on, siteId: site.id, why }));
}

type Ending = 'deregistered' | 'revoked' | 'annulled';

/** A registration ends, and its filings with it. */
export function entryEnded(entry: Entry, on: string, type: Ending, reason: string): readonly RegisterEvent[] {
  return [...sitesEnded(entry, on, 'over'), { type, entryId: entry.id, on, reason }];
}
