import { join } from 'node:path';
import type { Services } from './actions/services.ts';
import type { Config } from './config.ts';
import { openPublicLog } from './publicLog.ts';
import { openIssuerKeys } from './store/issuerKeys.ts';

/** What signs for the register. Its keys lie outside the database. */
export async function openIssuing(
  config: Pick<Config, 'dataDir' | 'publicUrl' | 'log'>,
  { clock }: Pick<Services, 'clock'>,
): Promise<Pick<Services, 'issuerKeys' | 'publicLog'>> {
  return {
    issuerKeys: await openIssuerKeys(join(config.dataDir, 'keys', 'issuer-keys.json'), clock.now().toString()),
    publicLog: await openPublicLog(config, { clock }),
  };
}
