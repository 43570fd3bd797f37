import { canonicalJson, committedBytes, type LeafKind, type LeafOpening } from '../../domain/log/leaf.ts';
import { sha256 } from '../../outside/log/sha256.ts';
import type { CommittedRow } from '../../store/log.ts';

/** From one salt as many as there are parts of a row that are shown apart from each other. */
function partSalt(salt: Uint8Array, part: string): Uint8Array {
  return sha256(Buffer.concat([Buffer.from(`xinglin-log/v1/salt/${part}\n`), salt]));
}

/**
 * What a leaf says of a row. The contact of an event stands in it as a commitment of its own, so that the row can be shown
 * without it.
 */
export function commitTo(kind: LeafKind, row: CommittedRow, salt: Uint8Array): Uint8Array {
  return sha256(committedBytes(kind, partSalt(salt, 'row'), rowText(row, salt)));
}

/** What shows the row of a commitment, without its contact. */
export function openingOf(row: CommittedRow, salt: Uint8Array): LeafOpening {
  return { salt: partSalt(salt, 'row').toBase64(), row: rowText(row, salt) };
}

function rowText(row: CommittedRow, salt: Uint8Array): string {
  if (row.contact === undefined || row.contact === null) return canonicalJson(row);
  const contact = Buffer.concat([partSalt(salt, 'contact'), Buffer.from(canonicalJson(row.contact))]);
  return canonicalJson({ ...row, contact: sha256(contact).toBase64() });
}
