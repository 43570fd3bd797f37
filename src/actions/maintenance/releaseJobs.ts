import { releaseJobsOfTheDead } from '../../store/jobs.ts';
import type { Services } from '../services.ts';

/** Gives back what killed programs had begun, to be done again. How many workers had died holding something. */
export async function releaseJobs({ database }: Services): Promise<number> {
  return (await database.row(releaseJobsOfTheDead))?.released ?? 0;
}
