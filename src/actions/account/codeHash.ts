import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';
import type { Services } from '../services.ts';

/** Minutes a code can be used. */
export const codeMinutes = 5;

/** What a code is bound to: it answers this question, asked of this session, and no other. */
export interface CodeOf {
  readonly purpose: string;
  readonly target: string;
  readonly sessionHash: Buffer;
}

/** The stored form: with six digits a plain hash could be guessed from the table, so a key goes in. */
export function hashCode({ secret }: Services, { purpose, target, sessionHash }: CodeOf, code: string): Buffer {
  return createHmac('sha256', secret)
    .update(`code ${purpose}\n${target}\n${sessionHash.toString('hex')}\n${code}`)
    .digest();
}

export function isCode(services: Services, of: CodeOf, stored: Buffer, given: string): boolean {
  return timingSafeEqual(stored, hashCode(services, of, given));
}

/** Six digits from the cryptographic generator. */
export function randomDigits(): string {
  return String(randomInt(1_000_000)).padStart(6, '0');
}
