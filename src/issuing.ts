import { join } from 'node:path';
import { createCheckBudget } from './actions/public/checkBudget.ts';
import type { Services } from './actions/services.ts';
import type { Config } from './config.ts';
import { openIssuerKeys } from './store/issuerKeys.ts';

/** What signs for the register, and what is counted of whoever checks. Its keys lie outside the database. */
export async function openIssuing(
  { dataDir }: Pick<Config, 'dataDir'>,
  basis: Pick<Services, 'clock' | 'database' | 'secret' | 'warn'>,
): Promise<Pick<Services, 'issuerKeys' | 'checks'>> {
  return {
    issuerKeys: await openIssuerKeys(join(dataDir, 'keys', 'issuer-keys.json'), basis.clock.now().toString()),
    checks: createCheckBudget(basis),
  };
}
