import { createHmac } from 'node:crypto';
import { hashToken } from '../session/openSession.ts';

/**
 * The token of a share link: 256 bits that only this program can reckon from the id of the share, so that its holder is shown
 * the link again while the database keeps no more of it than a hash.
 */
export function shareToken(secret: Uint8Array, id: string): { readonly token: string; readonly hash: Buffer } {
  const token = createHmac('sha256', secret).update(`licence share ${id}`).digest('base64url');
  return { token, hash: hashToken(token) };
}
