import { join } from 'node:path';
import { createStatusLists } from './actions/credential/statusLists.ts';
import type { Services } from './actions/services.ts';
import type { Config } from './config.ts';
import { openIssuerKeys } from './store/issuerKeys.ts';

/** What signs for the register, and what it signs for everybody. Its keys lie outside the database. */
export async function openIssuing(
  { dataDir, publicUrl }: Pick<Config, 'dataDir' | 'publicUrl'>,
  basis: Pick<Services, 'clock' | 'database' | 'secret'>,
): Promise<Pick<Services, 'issuerKeys' | 'statusLists'>> {
  const issuerKeys = await openIssuerKeys(join(dataDir, 'keys', 'issuer-keys.json'), basis.clock.now().toString());
  return { issuerKeys, statusLists: createStatusLists({ ...basis, issuerKeys, publicUrl }) };
}
