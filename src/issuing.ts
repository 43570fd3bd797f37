import { join } from 'node:path';
import type { Services } from './actions/services.ts';
import type { Config } from './config.ts';
import { openSealing } from './sealing.ts';
import { openIssuerKeys } from './store/issuerKeys.ts';

/** What signs for the register. Its keys lie outside the database. */
export async function openIssuing(
  config: Config,
  { clock }: Pick<Services, 'clock'>,
): Promise<Pick<Services, 'issuerKeys' | 'sealing'>> {
  return {
    issuerKeys: await openIssuerKeys(join(config.dataDir, 'keys', 'issuer-keys.json'), clock.now().toString()),
    sealing: await openSealing(config, { clock }),
  };
}
