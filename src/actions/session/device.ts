import { createHash } from 'node:crypto';

/** The browser somebody sits at. */
export interface Device {
  /** Its long-lived cookie; only the hash is kept. */
  readonly key: string;
  /** Browser and system in words. */
  readonly words: string;
  /** Where it comes from, in full; only the network is kept. */
  readonly address: string;
}

/** The stored form of the cookie of a device. */
export function hashDevice({ key }: Device): Buffer {
  return createHash('sha256').update(`device ${key}`).digest();
}
