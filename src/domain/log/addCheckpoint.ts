import { type Checkpoint, type Note, readBase64, readCheckpointText, readNote, readTreeSize } from './note.ts';

/** What a log sends to a witness (C2SP tlog-witness): from which size, the proof, and the note to be signed. */
export interface AddCheckpoint {
  readonly old: number;
  readonly proof: readonly Uint8Array[];
  readonly note: Note;
  /** As it came. */
  readonly noteText: string;
  readonly checkpoint: Checkpoint;
}

const mostHashes = 63;

export function formatAddCheckpoint({
  old,
  proof,
  noteText,
}: Pick<AddCheckpoint, 'old' | 'proof' | 'noteText'>): string {
  return `old ${old}\n${proof.map((hash) => `${hash.toBase64()}\n`).join('')}\n${noteText}`;
}

/** Undefined for what is not spelt as it must be. */
export function readAddCheckpoint(body: string): AddCheckpoint | undefined {
  const middle = body.indexOf('\n\n');
  if (middle < 0) return undefined;
  const [first = '', ...lines] = body.slice(0, middle).split('\n');
  const old = readTreeSize(/^old (.+)$/.exec(first)?.[1] ?? '');
  const proof = lines.map(readBase64);
  const noteText = body.slice(middle + 2);
  const note = readNote(noteText);
  const checkpoint = note === undefined ? undefined : readCheckpointText(note.text);
  if (old === undefined || note === undefined || checkpoint === undefined || lines.length > mostHashes)
    return undefined;
  const hashes = proof.filter((hash) => hash?.length === 32) as Uint8Array[];
  return hashes.length === lines.length ? { old, proof: hashes, note, noteText, checkpoint } : undefined;
}
