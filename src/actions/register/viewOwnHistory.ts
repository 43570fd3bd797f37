import type { PersonActor } from '../../domain/access/actor.ts';
import { practiceDays } from '../../domain/register/history.ts';
import { chinaDate } from '../../domain/time/dates.ts';
import { findOwnLicences, type LicenceRow } from '../../store/licences.ts';
import { findEventsOfPhysician, type RegisterEventLine } from '../../store/registerSearch.ts';
import { findSitesOfEntries, type SiteLine } from '../../store/reports.ts';
import type { Services } from '../services.ts';

/** One registration of a person with all that happened to it. */
export interface OwnEntryHistory {
  readonly entry: LicenceRow;
  readonly events: readonly RegisterEventLine[];
  readonly sites: readonly SiteLine[];
}

export interface OwnHistory {
  readonly entries: readonly OwnEntryHistory[];
  /** 累计执业时间 over all entries, in days; a day counts once. */
  readonly practiceDays: number;
}

/** 我的执业经历: a person's whole life in the register. */
export async function viewOwnHistory(services: Services, { physicianId }: PersonActor): Promise<OwnHistory> {
  if (physicianId === null) return { entries: [], practiceDays: 0 };
  const db = services.database;
  const [entries, lines] = await Promise.all([
    db.rows(findOwnLicences, physicianId),
    db.rows(findEventsOfPhysician, physicianId),
  ]);
  const sites = await db.rows(
    findSitesOfEntries,
    entries.map(({ id }) => id),
  );
  const histories = entries.map((entry) => ({
    entry,
    events: lines.filter(({ entryId }) => entryId === entry.id),
    sites: sites.filter(({ entryId }) => entryId === entry.id),
  }));
  const happened = histories.map(({ events }) => events.map(({ event }) => event));
  const today = chinaDate(services.clock.now()).toString();
  return { entries: histories, practiceDays: practiceDays(happened, today) };
}
