import { findStatistics } from '../../store/statistics.ts';
import type { Services } from '../services.ts';
import { countStatistics } from './countStatistics.ts';
import { publishOpenData } from './publishOpenData.ts';

/** Counting looks at every registration: not again when a program starts anew, or a second one does. */
const freshMinutes = 50;

/** What the public gets of the register without asking about anybody: figures each hour, files each night. A night that was missed is made up for. */
export async function publishDaily(services: Services): Promise<void> {
  const counted = await services.publicDatabase.row(findStatistics);
  const fresh = services.clock.now().subtract({ minutes: freshMinutes });
  if (counted === undefined || Temporal.Instant.compare(Temporal.Instant.from(counted.madeAt), fresh) < 0)
    await countStatistics(services);
  await publishOpenData(services);
}
