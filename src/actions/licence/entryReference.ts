import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';

// A registration as a live code names it: its id is sixteen bytes, which is one block of AES, so that the reference is as
// short as the id, can be read by this register alone, and tells nobody what the register calls the entry inside.

const cipher = 'aes-256-ecb';

function keyOf(secret: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', 'licence-live entry', 32));
}

export function referTo(secret: Uint8Array, entryId: string): string {
  const work = createCipheriv(cipher, keyOf(secret), null).setAutoPadding(false);
  return Buffer.concat([work.update(Buffer.from(entryId.replaceAll('-', ''), 'hex')), work.final()]).toString(
    'base64url',
  );
}

/** The id of an entry; undefined for what is no reference at all. */
export function readReference(secret: Uint8Array, reference: string): string | undefined {
  const block = Buffer.from(reference, 'base64url');
  if (block.length !== 16) return undefined;
  const work = createDecipheriv(cipher, keyOf(secret), null).setAutoPadding(false);
  const id = Buffer.concat([work.update(block), work.final()]).toString('hex');
  return id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
