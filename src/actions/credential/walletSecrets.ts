import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Services } from '../services.ts';

type Needs = Pick<Services, 'secret' | 'clock'>;

/** The stored form of what is long and random: whoever reads the table cannot use it. */
export function digestOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** For links and tokens: 192 random bits. */
export function randomSecret(): string {
  return randomBytes(24).toString('base64url');
}

/** The pre-authorised code of an offer follows from its link, so that neither has to be kept. */
export function codeOfLink({ secret }: Pick<Needs, 'secret'>, link: string): string {
  return createHmac('sha256', secret).update(`pre-authorized code\n${link}`).digest('base64url');
}

/** The six digits are bound to the code: with few digits a plain hash could be guessed from the table, so a key goes in. */
export function hashTxCode({ secret }: Pick<Needs, 'secret'>, codeHash: Buffer, txCode: string): Buffer {
  return createHmac('sha256', secret)
    .update(`tx code ${codeHash.toString('hex')}\n${txCode}`)
    .digest();
}

/** Seconds in which a nonce may be used. */
const nonceSeconds = 300;
const [timeBytes, randomPart, macBytes] = [6, 16, 16];

/** A challenge for wallets. It carries its own time and proof: asking for a thousand of them fills no table. */
export function makeNonce(services: Needs): string {
  const open = Buffer.concat([Buffer.alloc(timeBytes), randomBytes(randomPart)]);
  open.writeUIntBE(services.clock.now().epochMilliseconds, 0, timeBytes);
  return Buffer.concat([open, macOf(services, open)]).toString('base64url');
}

/** One of ours, and not too old; that it is used once is for the table of used ones to say. */
export function isNonce(services: Needs, nonce: string): boolean {
  const bytes = Buffer.from(nonce, 'base64url');
  if (bytes.length !== timeBytes + randomPart + macBytes || bytes.toString('base64url') !== nonce) return false;
  const open = bytes.subarray(0, timeBytes + randomPart);
  if (!timingSafeEqual(bytes.subarray(open.length), macOf(services, open))) return false;
  const age = services.clock.now().epochMilliseconds - open.readUIntBE(0, timeBytes);
  return age >= 0 && age < nonceSeconds * 1000;
}

function macOf({ secret }: Needs, open: Buffer): Buffer {
  return createHmac('sha256', secret).update('c_nonce\n').update(open).digest().subarray(0, macBytes);
}
