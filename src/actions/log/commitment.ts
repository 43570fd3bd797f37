import { canonicalJson, committedParts, type LeafKind, type LeafOpening } from '../../domain/log/leaf.ts';
import { sha256Of } from '../../outside/log/sha256.ts';
import type { CommittedRow } from '../../store/committedRows.ts';

/** What somebody who may see the row need not see. */
const hidden = ['contact', 'verification_code', 'about'] as const;
type Part = 'row' | (typeof hidden)[number];

const tags = Object.fromEntries(
  (['row', ...hidden] as const).map((part) => [part, Buffer.from(`xinglin-log/v1/salt/${part}\n`)]),
) as Record<Part, Buffer>;

/** From one salt as many as there are parts of a row that are shown apart from each other. */
function partSalt(salt: Uint8Array, part: Part): Uint8Array {
  return sha256Of(tags[part], salt);
}

/** A row, with what it is about where its leaf is of a form that commits to that. */
export interface Committed {
  readonly row: CommittedRow;
  readonly about: CommittedRow | null;
  readonly form: number;
}

/**
 * What a leaf says of a row. Contact, 查验码 and what the row is about stand in it as commitments of their own, so that the row can
 * be shown without them.
 */
export function commitTo(kind: LeafKind, committed: Committed, salt: Uint8Array): Uint8Array {
  return sha256Of(...committedParts(kind, partSalt(salt, 'row'), rowText(committed, salt)));
}

/** What shows the row of a commitment, without its hidden parts. */
export function openingOf(committed: Committed, salt: Uint8Array): LeafOpening {
  return { salt: partSalt(salt, 'row').toBase64(), row: rowText(committed, salt) };
}

function rowText({ row, about, form }: Committed, salt: Uint8Array): string {
  const shown: Record<string, unknown> = form > 1 ? { about, ...row } : { ...row };
  for (const part of hidden) {
    const value = shown[part];
    if (value === undefined || value === null) continue;
    shown[part] = sha256Of(partSalt(salt, part), canonicalJson(value)).toBase64();
  }
  return canonicalJson(shown);
}
