import { join } from 'node:path';
import type { Services } from './actions/services.ts';
import type { Config } from './config.ts';
import { openIssuerKeys } from './store/issuerKeys.ts';

/** What signs for the register. Its keys lie outside the database. */
export async function openIssuing(
  { dataDir }: Pick<Config, 'dataDir'>,
  { clock }: Pick<Services, 'clock'>,
): Promise<Pick<Services, 'issuerKeys'>> {
  return { issuerKeys: await openIssuerKeys(join(dataDir, 'keys', 'issuer-keys.json'), clock.now().toString()) };
}
