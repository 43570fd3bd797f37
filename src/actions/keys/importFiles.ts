import { findImportFiles } from '../../store/dataKeys.ts';
import type { KeyRing } from '../../store/keyRing.ts';
import { keyIdOfBytes, openBytes, sealBytes, UnreadableSeal } from '../../store/seal.ts';
import type { Services } from '../services.ts';

/** A file of an import holds a whole roster: it is kept sealed. */
export async function keepImportFile(
  { database, storage }: Services,
  fileKey: string,
  bytes: Uint8Array,
): Promise<void> {
  const { keys } = database;
  if (keys === undefined) throw new Error('there are no keys to seal a file with');
  await storage.put(fileKey, sealBytes(keys.current(), placeOf(fileKey), bytes), sealedType);
}

/** Undefined: it is gone. */
export async function readImportFile(
  { database, storage }: Services,
  fileKey: string,
): Promise<Uint8Array | undefined> {
  const bytes = await storage.get(fileKey);
  return bytes === undefined ? undefined : opened(database.keys, fileKey, bytes);
}

/** Seals anew with the current key what is sealed with another, or, from an older version, with none. */
export async function resealFiles({ database, storage }: Services, keys: KeyRing): Promise<number> {
  let resealed = 0;
  for (const { key: fileKey } of await database.rows(findImportFiles)) {
    const bytes = await storage.get(fileKey);
    const current = keys.current();
    if (bytes === undefined || keyIdOfBytes(bytes) === current.id) continue;
    await storage.put(fileKey, sealBytes(current, placeOf(fileKey), opened(keys, fileKey, bytes)), sealedType);
    resealed += 1;
  }
  return resealed;
}

const sealedType = 'application/octet-stream';

function placeOf(fileKey: string): string {
  return `file|${fileKey}`;
}

function opened(keys: KeyRing | undefined, fileKey: string, bytes: Uint8Array): Uint8Array {
  const id = keyIdOfBytes(bytes);
  if (id === undefined) return bytes;
  const key = keys?.find(id);
  if (key === undefined) throw new UnreadableSeal(placeOf(fileKey));
  return openBytes(key, placeOf(fileKey), bytes);
}
