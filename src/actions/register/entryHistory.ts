import { parsePlainDate } from '../../domain/fields/plainDate.ts';
import type { Entry } from '../../domain/register/entry.ts';
import { entryAsOf, practiceDays } from '../../domain/register/history.ts';
import { chinaDate } from '../../domain/time/dates.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import { findOrganisationNames, findRegisterEvents, type RegisterEventLine } from '../../store/registerSearch.ts';
import { findSitesOfEntries, type SiteLine } from '../../store/reports.ts';
import type { Services } from '../services.ts';

/** The entry on a day that was asked for; null before its registration. */
export interface PastEntry {
  readonly day: string;
  readonly entry: Entry | null;
  /** Names of the organisations it mentions, by id, as they are called now. */
  readonly names: Readonly<Record<string, string>>;
}

export interface EntryHistory {
  readonly events: readonly RegisterEventLine[];
  readonly sites: readonly SiteLine[];
  /** 累计执业时间 up to today, in days. */
  readonly practiceDays: number;
  /** Undefined when no day was asked for. */
  readonly past: PastEntry | undefined;
  /** What is wrong with the day that was asked for. */
  readonly refusals: readonly Refusal[];
}

/** What happened to an entry, its filings, and how it stood on a day (`asOf` as typed; '' asks for none). */
export async function readEntryHistory(services: Services, entryId: string, asOf: string): Promise<EntryHistory> {
  const [lines, sites] = await Promise.all([
    services.database.rows(findRegisterEvents, entryId),
    services.database.rows(findSitesOfEntries, [entryId]),
  ]);
  const events = lines.map(({ event }) => event);
  const today = chinaDate(services.clock.now()).toString();
  const day = parsePlainDate(asOf);
  const known = { events: lines, sites, practiceDays: practiceDays([events], today) };
  if (asOf === '') return { ...known, past: undefined, refusals: [] };
  if (!day.ok) return { ...known, past: undefined, refusals: [refusal(day.code, 'asOf', { label: '日期' })] };
  if (day.value.toString() > today)
    return { ...known, past: undefined, refusals: [refusal('date.future', 'asOf', { label: '日期' })] };
  const entry = entryAsOf(events, day.value.toString()) ?? null;
  const ids =
    entry === null
      ? []
      : [entry.mainInstitutionId, entry.authorityId, ...entry.sites.map((site) => site.institutionId)];
  const found = await services.database.rows(findOrganisationNames, ids);
  const names = Object.fromEntries(found.map(({ id, name }) => [id, name]));
  return { ...known, past: { day: day.value.toString(), entry, names }, refusals: [] };
}
