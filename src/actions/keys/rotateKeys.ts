import { withResealing } from '../../store/resealRows.ts';
import type { Services } from '../services.ts';
import { resealFiles } from './importFiles.ts';
import { listKeys } from './listKeys.ts';

export interface Rotation {
  /** The key that seals from now on. */
  readonly current: string;
  /** False: an earlier rotation was broken off, or the new key was given from outside, and its work has been done. */
  readonly added: boolean;
  readonly values: number;
  readonly files: number;
}

/**
 * A new current key, and everything sealed anew with it while programs go on. Broken off, it goes on where it was: no further
 * key is made while something is left under another one than the current.
 */
export async function rotateKeys(services: Services, adminUrl: string): Promise<Rotation> {
  const { keys } = services.database;
  if (keys === undefined) throw new Error('there are no keys to turn');
  return withResealing(adminUrl, keys, async (resealing) => {
    const unfinished = (await listKeys(services)).some(({ current, values, files }) => !current && values + files > 0);
    const added = !unfinished && keys.add !== undefined;
    if (added) await keys.add?.(services.clock.now().toString());
    await resealing.settle();
    const values = await resealing.reseal();
    const files = await resealFiles(services, keys);
    await resealing.forgetOthers();
    return { current: keys.current().id, added, values, files };
  });
}
