import { join } from 'node:path';
import { createStatusLists } from './actions/credential/statusLists.ts';
import { createCheckBudget } from './actions/public/checkBudget.ts';
import type { Services } from './actions/services.ts';
import type { Config } from './config.ts';
import { createHostClock } from './outside/hostClock.ts';
import { openPublicLog } from './publicLog.ts';
import { openSealing } from './sealing.ts';
import { readDatabaseClock } from './store/databaseClock.ts';
import { heldTo, openIssuerKeys } from './store/issuerKeys.ts';

type Basis = Pick<Services, 'clock' | 'database' | 'secret' | 'warn'>;

/** What signs for the register, what it signs for everybody, and what is counted of whoever checks. Its keys lie outside the database. */
export async function openIssuing(
  config: Config,
  basis: Basis,
): Promise<Pick<Services, 'issuerKeys' | 'hostClock' | 'statusLists' | 'checks' | 'publicLog' | 'sealing'>> {
  const { dataDir, publicUrl } = config;
  const hostClock = createHostClock(() => readDatabaseClock(basis.database));
  await hostClock.look();
  const keys = await openIssuerKeys(join(dataDir, 'keys', 'issuer-keys.json'), basis.clock.now().toString());
  const issuerKeys = heldTo(keys, hostClock.check);
  return {
    issuerKeys,
    hostClock,
    statusLists: createStatusLists({ ...basis, issuerKeys, publicUrl }),
    checks: createCheckBudget(basis),
    publicLog: await openPublicLog(config, basis),
    sealing: await openSealing(config, basis),
  };
}
