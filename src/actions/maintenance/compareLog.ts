import type { Queryable } from '../../store/database.ts';
import { leafBounds } from '../../store/logVerification.ts';
import type { PublicLog } from '../log/publicLog.ts';
import { compareLogEnds } from './compareLogEnds.ts';
import type { Disagreement } from './comparison.ts';
import type { KeptHeads } from './keptHeads.ts';
import { readKeptLosses, startLosses } from './losses.ts';
import { readSignedHeads } from './signedHeads.ts';
import { walkLog } from './walkLog.ts';

export interface LogCompared {
  readonly leaves: number;
  /** Leaves whose rows a restored backup did not have. */
  readonly lost: number;
  /** Rows that will be leaves in a moment. */
  readonly waiting: number;
  /** Signed heads the database has recorded. */
  readonly checkpoints: number;
  /** Signed heads that are kept outside it. */
  readonly kept: number;
  readonly bad: Disagreement | null;
}

/**
 * Goes through the whole log: each row is what its leaf commits to, each leaf what the kept tiles have, each root what was
 * signed, and no row is without a leaf. `tell` hears how far it is. Memory holds a page.
 */
export async function compareLog(
  tx: Queryable,
  { publicLog, kept }: { readonly publicLog: PublicLog; readonly kept: KeptHeads },
  tell: (done: number, of: number) => void,
): Promise<LogCompared> {
  const { leaves, until, waiting } = (await tx.row(leafBounds)) ?? { leaves: 0, until: 0, waiting: 0 };
  const heads = await readSignedHeads(tx, publicLog, kept);
  const losses = startLosses(await readKeptLosses(publicLog));
  const { size, bad } = await walkLog(tx, { publicLog, heads, losses, until, tell });
  const found = bad ?? losses.unexplained(size) ?? heads.bad ?? (await compareLogEnds(tx, heads, size));
  const counts = { leaves, lost: losses.count(), waiting, checkpoints: heads.recorded, kept: heads.kept.count };
  return { ...counts, bad: found };
}
