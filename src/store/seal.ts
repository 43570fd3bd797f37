import { createCipheriv, createDecipheriv, createHmac, type KeyObject, randomBytes } from 'node:crypto';

/** A key of the ring; its id follows from the key itself, so that no other key can pass for it. */
export interface DataKey {
  readonly id: string;
  readonly key: KeyObject;
  /** When it was made; null where nobody has written that down. */
  readonly madeAt: string | null;
}

const cipherName = 'aes-256-gcm';
const [version, nonceLength, tagLength] = ['x1', 12, 16];

/** What every sealed value looks like: x1.KEYID.rest; the constraints of the database say the same. */
export const sealedPattern = /^x1\.([0-9a-f]{12})\./;

/** It was sealed with another key, for another place, or a byte of it was changed. */
export class UnreadableSeal extends Error {
  /** `table.column|row`. */
  readonly place: string;

  constructor(place: string, options?: ErrorOptions) {
    super(`what is sealed in ${place} cannot be opened`, options);
    this.place = place;
  }
}

/** Which key opens it; undefined for what is not sealed. */
export function keyIdOf(sealed: string): string | undefined {
  return sealedPattern.exec(sealed)?.[1];
}

/** AES-256-GCM, bound to its place (table, column and row): moved elsewhere it does not open. */
export function seal(key: DataKey, place: string, clear: string): string {
  return `${version}.${key.id}.${encrypt(key, place, Buffer.from(clear)).toString('base64url')}`;
}

export function open(key: DataKey, place: string, sealed: string): string {
  const rest = sealed.slice(sealed.indexOf('.', version.length + 1) + 1);
  return decrypt(key, place, Buffer.from(rest, 'base64url')).toString();
}

/** The same for a file, without the third that base64 adds. */
export function sealBytes(key: DataKey, place: string, clear: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(`${version}.${key.id}.`), encrypt(key, place, clear)]);
}

export function openBytes(key: DataKey, place: string, sealed: Uint8Array): Uint8Array {
  return decrypt(key, place, Buffer.from(sealed).subarray(`${version}.${key.id}.`.length));
}

export function keyIdOfBytes(bytes: Uint8Array): string | undefined {
  return keyIdOf(Buffer.from(bytes.subarray(0, 20)).toString('latin1'));
}

/**
 * Blind index: equal values of one purpose have the same, and nobody without the key can compute it. Values of different
 * purposes never meet.
 */
export function blindIndex(key: KeyObject, purpose: string, value: string): Buffer {
  return createHmac('sha256', key)
    .update(`${purpose}\0${value.normalize('NFKC').trim().toUpperCase()}`)
    .digest();
}

function encrypt({ id, key }: DataKey, place: string, clear: Uint8Array): Buffer {
  const nonce = takeNonce();
  const cipher = createCipheriv(cipherName, key, nonce, { authTagLength: tagLength });
  cipher.setAAD(Buffer.from(`${version}.${id}.${place}`));
  return Buffer.concat([nonce, cipher.update(clear), cipher.final(), cipher.getAuthTag()]);
}

let nonces = Buffer.alloc(0);

/** Random ones, drawn many at a time: each drawing costs as much as the sealing itself. */
function takeNonce(): Buffer {
  if (nonces.length < nonceLength) nonces = randomBytes(nonceLength * 256);
  const nonce = nonces.subarray(0, nonceLength);
  nonces = nonces.subarray(nonceLength);
  return nonce;
}

function decrypt({ id, key }: DataKey, place: string, sealed: Buffer): Buffer {
  if (sealed.length < nonceLength + tagLength) throw new UnreadableSeal(place);
  const decipher = createDecipheriv(cipherName, key, sealed.subarray(0, nonceLength), { authTagLength: tagLength });
  decipher.setAAD(Buffer.from(`${version}.${id}.${place}`));
  decipher.setAuthTag(sealed.subarray(-tagLength));
  const clear = decipher.update(sealed.subarray(nonceLength, -tagLength));
  try {
    return Buffer.concat([clear, decipher.final()]);
  } catch (error) {
    throw new UnreadableSeal(place, { cause: error });
  }
}
