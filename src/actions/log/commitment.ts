import { canonicalJson, committedBytes, type LeafKind, type LeafOpening } from '../../domain/log/leaf.ts';
import { sha256 } from '../../outside/log/sha256.ts';
import type { CommittedRow } from '../../store/log.ts';

/** What somebody who may see the row need not see. */
const hidden = ['contact', 'verification_code'] as const;
type Part = 'row' | (typeof hidden)[number];

const tags = Object.fromEntries(
  (['row', ...hidden] as const).map((part) => [part, Buffer.from(`xinglin-log/v1/salt/${part}\n`)]),
) as Record<Part, Buffer>;

/** From one salt as many as there are parts of a row that are shown apart from each other. */
function partSalt(salt: Uint8Array, part: Part): Uint8Array {
  return sha256(Buffer.concat([tags[part], salt]));
}

/**
 * What a leaf says of a row. Contact and 查验码 stand in it as commitments of their own, so that the row can be shown without
 * them.
 */
export function commitTo(kind: LeafKind, row: CommittedRow, salt: Uint8Array): Uint8Array {
  return sha256(committedBytes(kind, partSalt(salt, 'row'), rowText(row, salt)));
}

/** What shows the row of a commitment, without its hidden parts. */
export function openingOf(row: CommittedRow, salt: Uint8Array): LeafOpening {
  return { salt: partSalt(salt, 'row').toBase64(), row: rowText(row, salt) };
}

function rowText(row: CommittedRow, salt: Uint8Array): string {
  if (hidden.every((part) => row[part] === undefined || row[part] === null)) return canonicalJson(row);
  const shown: Record<string, unknown> = { ...row };
  for (const part of hidden) {
    if (row[part] === undefined || row[part] === null) continue;
    const bytes = Buffer.concat([partSalt(salt, part), Buffer.from(canonicalJson(row[part]))]);
    shown[part] = sha256(bytes).toBase64();
  }
  return canonicalJson(shown);
}
