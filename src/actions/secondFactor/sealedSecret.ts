import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Services } from '../services.ts';

const nonceBytes = 12;
const tagBytes = 16;

/** AES-256-GCM under a key of its own, bound to the account: what is copied into another row cannot be opened there. */
export function sealSecret(services: Services, accountId: string, secret: string): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', keyOf(services), nonce).setAAD(Buffer.from(accountId));
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** @throws when it was sealed for another account, with another key, or has been changed */
export function openSecret(services: Services, accountId: string, sealed: Buffer): string {
  const nonce = sealed.subarray(0, nonceBytes);
  const decipher = createDecipheriv('aes-256-gcm', keyOf(services), nonce).setAAD(Buffer.from(accountId));
  decipher.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
  return decipher.update(sealed.subarray(nonceBytes + tagBytes), undefined, 'utf8') + decipher.final('utf8');
}

function keyOf({ secret }: Services): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'second factor at rest', 32));
}
