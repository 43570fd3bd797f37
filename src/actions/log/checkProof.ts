import { type Checked, readProof, verifyInclusion } from '../../domain/log/proof.ts';
import { refusal } from '../../domain/vocabulary/refusals.ts';
import { isNoteBy } from '../../outside/log/noteKey.ts';
import { sha256Of, treeHasher } from '../../outside/log/sha256.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';

/** Longer than any proof with the row it shows. */
export const longestProof = 32 * 1024;

/** 核对一条记录: whether a proof that somebody holds is one of this log. Asks no database. */
export function checkProof(
  { publicLog }: Pick<Services, 'publicLog'>,
  typed: string,
): Outcome<Checked & { index: number }> {
  const text = typed.trim();
  if (text === '') return refuse(refusal('proof.empty', 'proof'));
  if (text.length > longestProof) return refuse(refusal('proof.tooLong', 'proof'));
  const proof = readProof(text);
  if (proof === undefined) return refuse(refusal('proof.form', 'proof'));
  const isSigned = (note: string) => isNoteBy(publicLog.key, note);
  return done({ ...verifyInclusion(proof, { hasher: treeHasher, sha256: sha256Of, isSigned }), index: proof.index });
}
