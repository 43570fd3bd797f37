import { join } from 'node:path';
import type { PublicLog } from './actions/log/publicLog.ts';
import type { Services } from './actions/services.ts';
import type { Config } from './config.ts';
import { openLogFolder } from './outside/log/logFolder.ts';
import { newNoteSecret, noteSigner } from './outside/log/noteKey.ts';
import { readNoteKey } from './store/noteKeys.ts';

/** The transparency log of this register. Its keys and its files lie outside the database, and not in a backup either. */
export async function openPublicLog(
  { dataDir, publicUrl, log }: Pick<Config, 'dataDir' | 'publicUrl' | 'log'>,
  { clock }: Pick<Services, 'clock'>,
): Promise<PublicLog> {
  // Kept with the key: a log goes on under the name it began with, wherever it is reached later.
  const origin = log.origin ?? `${publicUrl.replace(/^https?:\/\//, '')}/log`;
  const first = { madeAt: clock.now().toString(), newSecret: newNoteSecret };
  const key = await readNoteKey(join(dataDir, 'keys', 'log-key.json'), { ...first, name: origin });
  const witness = await readNoteKey(join(dataDir, 'keys', 'witness-key.json'), { ...first, name: `${origin}/witness` });
  return {
    key: noteSigner('log', key.name, key.secret),
    witnessKey: noteSigner('witness', witness.name, witness.secret),
    folder: openLogFolder(join(dataDir, 'log')),
    witnesses: log.witnesses,
    witnessed: log.witnessed,
  };
}
