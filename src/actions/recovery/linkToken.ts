import { randomBytes } from 'node:crypto';
import { hashToken } from '../session/openSession.ts';

/** The secret of a link that works without signing in: 256 bits; only its hash is stored. */
export function newLink(): { readonly token: string; readonly hash: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashToken(token) };
}
