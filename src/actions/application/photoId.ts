import { createHash } from 'node:crypto';

/**
 * The id of a photo follows from its bytes and from who uploaded it (a UUID of version 8): what the register and the log say of the
 * photo of a registration they say of these bytes, and no other face can be put in its place.
 */
export function photoIdOf(accountId: string, jpeg: Uint8Array): string {
  const bytes = createHash('sha256').update(`${accountId}\n`).update(jpeg).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** Photos of before had ids that say nothing of their bytes. */
export function isOfBytes(photoId: string): boolean {
  return photoId[14] === '8';
}
