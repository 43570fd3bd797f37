import { type AddCheckpoint, readAddCheckpoint } from '../../domain/log/addCheckpoint.ts';
import { sameHash, verifyConsistency } from '../../domain/log/merkle.ts';
import { formatSignature } from '../../domain/log/note.ts';
import { cosignNote, isNoteBy } from '../../outside/log/noteKey.ts';
import { treeHasher } from '../../outside/log/sha256.ts';
import { beginWitnessing, findWitnessed, moveWitnessed } from '../../store/witnessed.ts';
import type { Services } from '../services.ts';

export interface WitnessAnswer {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422;
  readonly text: string;
}

/**
 * Signs as a witness for somebody else's log (C2SP tlog-witness): only forward from the head signed before, and only after
 * that step is recorded.
 */
export async function witnessCheckpoint(
  services: Pick<Services, 'database' | 'publicLog' | 'clock'>,
  body: string,
): Promise<WitnessAnswer> {
  const { witnessed } = services.publicLog;
  const asked = readAddCheckpoint(body);
  if (asked === undefined) return { status: 400, text: 'not a checkpoint to be witnessed\n' };
  const { checkpoint, noteText, old } = asked;
  const keys = witnessed.filter(({ name }) => name === checkpoint.origin);
  if (keys.length === 0) return { status: 404, text: 'this log is not witnessed here\n' };
  if (!keys.some((key) => isNoteBy(key, noteText))) return { status: 403, text: 'not signed by the key of this log\n' };
  if (old > checkpoint.size) return { status: 400, text: 'the old size is larger than the new one\n' };
  return move(services, asked);
}

async function move(
  services: Pick<Services, 'database' | 'publicLog' | 'clock'>,
  { checkpoint, note, noteText, old, proof }: AddCheckpoint,
): Promise<WitnessAnswer> {
  const { database, publicLog, clock } = services;
  const { origin, size, root } = checkpoint;
  const seen = await database.row(findWitnessed, origin);
  const before = seen ?? { size: 0, root: treeHasher.empty };
  const conflict = { status: 409, text: `${before.size}\n` } as const;
  if (old !== before.size) return conflict;
  // Two trees of one size: the log has shown two pasts.
  if (old === size && !sameHash(before.root, root)) return conflict;
  if (!verifyConsistency(treeHasher, before, checkpoint, proof))
    return { status: 422, text: 'the proof does not show that the log has only grown\n' };
  const now = clock.now();
  const written = [origin, size, root, noteText, now.toString()] as const;
  const moved =
    seen === undefined
      ? await database.row(beginWitnessing, ...written)
      : await database.row(moveWitnessed, ...written, before.size, before.root);
  if (moved === undefined) {
    const meanwhile = await database.row(findWitnessed, origin);
    return { status: 409, text: `${meanwhile?.size ?? 0}\n` };
  }
  const seconds = Math.floor(now.epochMilliseconds / 1000);
  return { status: 200, text: formatSignature(cosignNote(publicLog.witnessKey, note.text, seconds)) };
}
