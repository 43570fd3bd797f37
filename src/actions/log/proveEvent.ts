import { leafData } from '../../domain/log/leaf.ts';
import { inclusionRanges } from '../../domain/log/merkle.ts';
import { readCheckpointText, readNote } from '../../domain/log/note.ts';
import type { InclusionProof } from '../../domain/log/proof.ts';
import { findEventLeaf } from '../../store/log.ts';
import type { Services } from '../services.ts';
import { openingOf } from './commitment.ts';
import { rangeHashes } from './readTiles.ts';

export interface EventToProve {
  readonly entryId: string;
  /** Absent: its latest. */
  readonly seq?: number;
  /** With what shows the row (but for contact and 查验码). Only for who may see the row. */
  readonly opened?: boolean;
}

/** That an event of the register is in the log, under the newest checkpoint; undefined while it is not yet in it. */
export async function proveEvent(
  { database, publicLog }: Pick<Services, 'database' | 'publicLog'>,
  { entryId, seq, opened = false }: EventToProve,
): Promise<InclusionProof | undefined> {
  const leaf = await database.row(findEventLeaf, entryId, seq ?? null);
  const checkpoint = await publicLog.folder.checkpoint();
  const head = checkpoint === undefined ? undefined : readCheckpointText(readNote(checkpoint)?.text ?? '');
  if (leaf === undefined || checkpoint === undefined || head === undefined || leaf.index >= head.size) return undefined;
  const hashes = await rangeHashes(publicLog.folder, inclusionRanges(leaf.index, head.size), head.size);
  if (hashes === undefined) return undefined;
  return {
    origin: head.origin,
    index: leaf.index,
    size: head.size,
    leaf: leafData(leaf.kind, leaf.commitment).toBase64(),
    hashes: hashes.map((hash) => hash.toBase64()),
    checkpoint,
    ...(opened ? { opening: openingOf(leaf, leaf.salt) } : {}),
  };
}
