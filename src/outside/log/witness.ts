import { exchange } from '../callProvider.ts';
import type { NoteVerifier } from './noteKey.ts';

/** A witness of our log: another province, asked by C2SP tlog-witness. */
export interface Witness {
  /** Submission prefix, without a slash at its end. */
  readonly url: string;
  readonly key: NoteVerifier;
}

const timeoutMs = 10_000;

/** Sends a checkpoint to be signed. */
export function sendCheckpoint({ url }: Witness, body: string) {
  const headers = { 'content-type': 'text/plain; charset=utf-8' };
  return exchange('witness', new URL(`${url}/add-checkpoint`), { method: 'POST', body, headers }, timeoutMs);
}
