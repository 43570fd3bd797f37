import { getDefinition } from '../../domain/applications/catalogue.ts';
import { daysTaken } from '../../domain/procedure/deadline.ts';
import { tellFigures } from '../../domain/register/figures.ts';
import { otherTechniques } from '../../domain/register/techniqueCategories.ts';
import { chinaDate } from '../../domain/time/dates.ts';
import { inSnapshot } from '../../store/snapshot.ts';
import {
  countDecisions,
  countEntries,
  countMonths,
  countRefusals,
  countTechniques,
  saveStatistics,
} from '../../store/statistics.ts';
import type { Services } from '../services.ts';

/** Months shown, this one included. */
const monthsShown = 24;

/** 统计: counts all of it at one moment and keeps it as it may be told. A page only reads the one row. */
export async function countStatistics(services: Pick<Services, 'database' | 'clock' | 'calendar'>): Promise<void> {
  const now = services.clock.now();
  const today = chinaDate(now);
  const since = today.subtract({ years: 1 }).toString();
  const month = today.toPlainYearMonth();
  const months = Array.from({ length: monthsShown }, (_, index) =>
    month.subtract({ months: monthsShown - 1 - index }).toString(),
  );
  const calendar = await services.calendar();
  const counted = await inSnapshot(services.database, async (tx) => ({
    entries: await tx.rows(countEntries),
    months: await tx.rows(countMonths, `${months[0]}-01`, today.toString()),
    techniques: await tx.row(countTechniques),
    decisions: await tx.rows(countDecisions, since),
    refusals: await tx.rows(countRefusals, since),
  }));
  const byMonth = new Map(counted.months.map((one) => [one.month, one]));
  const figures = tellFigures({
    entries: counted.entries,
    months: months.map((one) => byMonth.get(one) ?? { month: one, registered: 0, ended: 0 }),
    techniques: [
      ...Object.entries(counted.techniques?.counts ?? {}).map(([label, count]) => ({ label, count })),
      { label: otherTechniques, count: counted.techniques?.other ?? 0 },
    ],
    decisions: counted.decisions.map(({ count, ...days }) => ({ days: daysTaken(days, calendar), count })),
    refusals: counted.refusals.map(({ kind, ...counts }) => ({ label: getDefinition(kind).title, ...counts })),
  });
  await services.database.row(saveStatistics, now.toString(), JSON.stringify(figures));
}
