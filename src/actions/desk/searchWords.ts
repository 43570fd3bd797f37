import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import type { AuthorityActor, InstitutionActor } from '../../domain/access/actor.ts';
import type { Services } from '../services.ts';

type Words = Readonly<Record<string, string>>;
type Desk = InstitutionActor | AuthorityActor;

const ivBytes = 12;
const tagBytes = 16;
/** Longer than any search; a longer token is nobody's. */
const longestToken = 4000;

/**
 * What a desk searches for, as it stands in an address: sealed, so that names stay out of histories, proxies and logs,
 * while the list can still be turned over and gone back to. Only who searched can open it.
 */
export function sealSearch({ secret }: Pick<Services, 'secret'>, { accountId }: Desk, words: Words): string {
  const given = Object.fromEntries(Object.entries(words).filter(([, value]) => value !== ''));
  if (Object.keys(given).length === 0) return '';
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), iv).setAAD(Buffer.from(accountId));
  const sealed = Buffer.concat([iv, cipher.update(JSON.stringify(given), 'utf8'), cipher.final()]);
  return Buffer.concat([sealed, cipher.getAuthTag()]).toString('base64url');
}

/** The words of a token; none of anything that is not one, of another account's or of another secret's. */
export function openSearch({ secret }: Pick<Services, 'secret'>, { accountId }: Desk, token: string): Words {
  const bytes = token.length > longestToken ? Buffer.alloc(0) : Buffer.from(token, 'base64url');
  if (bytes.length <= ivBytes + tagBytes) return {};
  const decipher = createDecipheriv('aes-256-gcm', keyOf(secret), bytes.subarray(0, ivBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(Buffer.from(accountId)).setAuthTag(bytes.subarray(-tagBytes));
  try {
    const text = Buffer.concat([decipher.update(bytes.subarray(ivBytes, -tagBytes)), decipher.final()]);
    return JSON.parse(text.toString('utf8')) as Words;
  } catch (error) {
    // Not authentic: whoever made it up searches for nothing.
    if (error instanceof Error) return {};
    throw error;
  }
}

function keyOf(secret: Uint8Array): Buffer {
  return createHmac('sha256', secret).update('search words').digest();
}
