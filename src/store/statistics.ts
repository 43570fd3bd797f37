import type { DecidedDays } from '../domain/procedure/deadline.ts';
import type { EntryStatus } from '../domain/register/entry.ts';
import { techniqueCategories } from '../domain/register/techniqueCategories.ts';
import { statement } from './database.ts';

/** Entries by province and state. */
export const countEntries = statement<{ province: string; status: EntryStatus; count: number }>(
  'statistics.entries',
  `SELECT r.name AS province, e.status, e.n AS count FROM (SELECT province_code, status, count(*) AS n FROM register_entry GROUP BY 1, 2) e
   JOIN region r ON r.code = e.province_code ORDER BY r.code`,
);

/** Registered and ended by month of effect, both days included. */
export const countMonths = statement<
  { month: string; registered: number; ended: number },
  readonly [from: string, until: string]
>(
  'statistics.months',
  `SELECT to_char(effective_on, 'YYYY-MM') AS month, count(*) FILTER (WHERE type = 'registered') AS registered, count(*) FILTER (WHERE type <> 'registered') AS ended
   FROM register_event WHERE type IN ('registered', 'deregistered', 'revoked', 'annulled') AND effective_on BETWEEN $1 AND $2 GROUP BY 1 ORDER BY 1`,
);

/** The words are those of our own list: no sign of a pattern is among them. */
export function categoryPattern(words: readonly string[]): string {
  return words.join('|');
}

const categoryCounts = Object.entries(techniqueCategories)
  .map(([name, words]) => `'${name}', count(*) FILTER (WHERE techniques ~ '${categoryPattern(words)}')`)
  .join(', ');
const anyCategory = categoryPattern(Object.values(techniqueCategories).flat());

/** Registrations in force by category of their techniques; one may belong to several. */
export const countTechniques = statement<{ counts: Readonly<Record<string, number>>; other: number }>(
  'statistics.techniques',
  `SELECT json_build_object(${categoryCounts}) AS counts, count(*) FILTER (WHERE techniques !~ '${anyCategory}') AS other
   FROM register_entry WHERE status = 'practising'`,
);

/** Decisions since a day by the days their clock ran and stood still, with their number. */
export const countDecisions = statement<DecidedDays & { count: number }, readonly [since: string]>(
  'statistics.decisions',
  `SELECT accepted_on AS "acceptedOn", decided_on AS "decidedOn", pauses, count(*) AS count FROM application
   WHERE state IN ('approved', 'refused') AND accepted_on IS NOT NULL AND decided_on >= $1 GROUP BY 1, 2, 3`,
);

/** 不予 and 不予受理 since a day, by kind. */
export const countRefusals = statement<
  { kind: string; refused: number; notAccepted: number },
  readonly [since: string]
>(
  'statistics.refusals',
  `SELECT kind, count(*) FILTER (WHERE state = 'refused') AS refused, count(*) FILTER (WHERE state = 'notAccepted') AS "notAccepted"
   FROM application WHERE state IN ('refused', 'notAccepted') AND state_since >= $1::date GROUP BY kind ORDER BY kind`,
);

export const saveStatistics = statement<{ id: number }, readonly [at: string, figures: string]>(
  'statistics.save',
  `INSERT INTO public_statistics (id, made_at, figures) VALUES (1, $1, $2)
   ON CONFLICT (id) DO UPDATE SET made_at = excluded.made_at, figures = excluded.figures RETURNING id`,
);

export const findStatistics = statement<{ madeAt: string; figures: unknown }>(
  'public.statistics',
  'SELECT made_at AS "madeAt", figures FROM public_statistics',
);
