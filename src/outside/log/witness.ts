import type { NoteVerifier } from './noteKey.ts';

/** A witness of our log: another province, asked by C2SP tlog-witness. */
export interface Witness {
  /** Submission prefix, without a slash at its end. */
  readonly url: string;
  readonly key: NoteVerifier;
}
