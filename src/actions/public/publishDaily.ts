import type { Services } from '../services.ts';
import { countStatistics } from './countStatistics.ts';
import { publishOpenData } from './publishOpenData.ts';

/** What the public gets of the register without asking for anybody: figures each hour, files each night. A night that was missed is made up. */
export async function publishDaily(services: Services): Promise<void> {
  await countStatistics(services);
  await publishOpenData(services);
}
