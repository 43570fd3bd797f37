import { canonicalJson, committedParts, type LeafOpening, leafData } from './leaf.ts';
import { rootOfInclusion, sameHash, type TreeHasher } from './merkle.ts';
import { type Checkpoint, readBase64, readCheckpointText, readNote } from './note.ts';

/** That a row of the register is in the log: carried by licences and receipts, checked without asking anybody. */
export interface InclusionProof {
  /** Name of the log. */
  readonly origin: string;
  readonly index: number;
  readonly size: number;
  /** Base64 of the leaf's bytes, which say only what kind of row it is and a commitment to it. */
  readonly leaf: string;
  /** Base64 of the hashes from the leaf up to the root. */
  readonly hashes: readonly string[];
  /** The signed note of the tree it is in. */
  readonly checkpoint: string;
  /** What shows which row it is: given only to who may see the row. */
  readonly opening?: LeafOpening;
}

export interface ProofCheck {
  readonly hasher: TreeHasher;
  readonly sha256: (...parts: readonly (Uint8Array | string)[]) => Uint8Array;
  /** Whether the log's own key has signed the text of this note. */
  readonly isSigned: (note: string) => boolean;
}

export type Checked =
  | { readonly kind: 'included'; readonly checkpoint: Checkpoint; readonly row: unknown }
  | { readonly kind: 'bad'; readonly why: 'form' | 'signature' | 'path' | 'opening' };

/** Whether a proof holds: the checkpoint is the log's, the path leads to its root, and the row is what the leaf commits to. */
export function verifyInclusion(proof: InclusionProof, { hasher, sha256, isSigned }: ProofCheck): Checked {
  const note = readNote(proof.checkpoint);
  const checkpoint = note === undefined ? undefined : readCheckpointText(note.text);
  const leaf = readBase64(proof.leaf);
  const path = proof.hashes.map(readBase64);
  if (checkpoint === undefined || leaf === undefined || !path.every((hash) => hash?.length === 32)) return bad('form');
  if (checkpoint.origin !== proof.origin || checkpoint.size !== proof.size) return bad('form');
  if (!isSigned(proof.checkpoint)) return bad('signature');
  const hashes = path.filter((hash) => hash !== undefined);
  const root = rootOfInclusion(hasher, { index: proof.index, size: proof.size, leaf }, hashes);
  if (root === undefined || !sameHash(root, checkpoint.root)) return bad('path');
  if (proof.opening === undefined) return { kind: 'included', checkpoint, row: null };
  const row = openedRow(proof.opening, leaf, sha256);
  return row === undefined ? bad('opening') : { kind: 'included', checkpoint, row };
}

function bad(why: Extract<Checked, { kind: 'bad' }>['why']): Checked {
  return { kind: 'bad', why };
}

/** The row of an opening that fits its leaf. */
function openedRow(opening: LeafOpening, leaf: Uint8Array, sha256: ProofCheck['sha256']): object | undefined {
  const salt = readBase64(opening.salt);
  const row = parsed(opening.row);
  if (salt?.length !== 32 || row === undefined || canonicalJson(row) !== opening.row) return undefined;
  const fits = (['register_event', 'ledger'] as const).some((kind) =>
    sameHash(leafData(kind, sha256(...committedParts(kind, salt, opening.row))), leaf),
  );
  return fits ? row : undefined;
}

function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** A proof as somebody has sent it: of the right form, or undefined. */
export function readProof(text: string): InclusionProof | undefined {
  const given = parsed(text);
  if (given === undefined) return undefined;
  const { origin, index, size, leaf, hashes, checkpoint, opening } = given as Record<string, unknown>;
  const strings = Array.isArray(hashes) && hashes.length <= 64 && hashes.every((hash) => typeof hash === 'string');
  if (typeof origin !== 'string' || typeof index !== 'number' || typeof size !== 'number' || !strings) return undefined;
  if (typeof leaf !== 'string' || typeof checkpoint !== 'string') return undefined;
  const proof = { origin, index, size, leaf, hashes, checkpoint };
  if (opening === undefined || opening === null) return proof;
  const { salt, row } = opening as Record<string, unknown>;
  return typeof salt === 'string' && typeof row === 'string' ? { ...proof, opening: { salt, row } } : undefined;
}
