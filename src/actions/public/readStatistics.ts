import { z } from 'zod';
import type { Figures } from '../../domain/register/figures.ts';
import { findStatistics } from '../../store/statistics.ts';
import type { Services } from '../services.ts';

const told = z.number().nullable();
const figuresSchema = z.object({
  provinces: z.array(
    z.object({ province: z.string(), practising: told, inactive: told, suspended: told, ended: told }),
  ),
  all: z.object({ practising: told, inactive: told, suspended: told, ended: told }),
  months: z.array(z.object({ month: z.string(), registered: told, ended: told })),
  techniques: z.array(z.object({ label: z.string(), count: told })),
  medianDays: z.number().nullable(),
  decided: told,
  late: told,
  refusals: z.array(z.object({ label: z.string(), refused: told, notAccepted: told })),
});

export interface Statistics {
  readonly madeAt: Temporal.Instant;
  readonly figures: Figures;
}

/** As last counted; undefined before the first count. */
export async function readStatistics({
  publicDatabase,
}: Pick<Services, 'publicDatabase'>): Promise<Statistics | undefined> {
  const row = await publicDatabase.row(findStatistics);
  if (row === undefined) return undefined;
  return { madeAt: Temporal.Instant.from(row.madeAt), figures: figuresSchema.parse(row.figures) };
}
