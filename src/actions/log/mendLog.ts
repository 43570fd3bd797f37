import { growFrom } from '../../domain/log/edge.ts';
import { readLeaf } from '../../domain/log/leaf.ts';
import { lossText } from '../../domain/log/loss.ts';
import { sameHash } from '../../domain/log/merkle.ts';
import { formatNote, readNote } from '../../domain/log/note.ts';
import { refusal } from '../../domain/vocabulary/refusals.ts';
import { signNote } from '../../outside/log/noteKey.ts';
import { treeHasher } from '../../outside/log/sha256.ts';
import { recordInLedger } from '../../store/ledger.ts';
import { insertCheckpoint, insertLostLeaves, lockLog, waitingRows } from '../../store/log.ts';
import { transaction } from '../../store/transaction.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { append } from './append.ts';
import { growLeaves } from './grown.ts';
import { readEntries } from './readEntries.ts';
import { readStanding } from './readStanding.ts';
import { readEdge } from './readTiles.ts';

/** How the ledger calls it. */
export const lossAction = 'logLeavesLost';

export interface Mended {
  /** First leaf without a row, and the one behind the last. */
  readonly from: number;
  readonly until: number;
}

/**
 * After an older backup was restored: what the kept log has beyond the database is taken in as lost, for good and with a row
 * of the ledger as the very next leaf. The log goes on as one that has only grown; nothing is signed twice.
 */
export function mendLog(services: Services): Promise<Outcome<Mended>> {
  const { database, publicLog, clock } = services;
  const { folder, key } = publicLog;
  return transaction(database, async (tx): Promise<Outcome<Mended>> => {
    if ((await tx.row(lockLog))?.mine !== true) return refuse(refusal('log.busy'));
    const { kind, head, kept } = await readStanding(tx, publicLog);
    if (kind !== 'ahead' || kept === undefined)
      return refuse(refusal(kind === 'forked' ? 'log.forked' : 'log.notAhead'));
    const now = clock.now().toString();
    const from = head?.size ?? 0;
    const lost = await readEntries(folder, from, kept.size);
    const before = await readEdge(folder, from);
    const tree = before === undefined ? undefined : growLeaves(before);
    for (const entry of lost) tree?.append(entry);
    const agrees = head === undefined || sameHash(growFrom(treeHasher, before).root(), head.root);
    if (tree === undefined || !agrees || !sameHash(tree.root(), kept.root)) return refuse(refusal('log.forked'));
    const leaves = lost.map(readLeaf).filter((leaf) => leaf !== undefined);
    if (leaves.length !== lost.length) return refuse(refusal('log.forked'));
    const commitments = leaves.map(({ commitment }) => commitment);
    await tx.rows(
      insertLostLeaves,
      from,
      leaves.map((leaf) => leaf.kind),
      commitments,
      now,
    );
    // Kept outside the database before it is written there: whoever can write everywhere in it cannot excuse what they took away.
    const loss = lossText({ origin: key.name, from, until: kept.size, root: kept.root });
    await folder.putLoss(formatNote({ text: loss, signatures: [signNote(key, loss)] }), now);
    const { text = '', signatures = [] } = readNote((await folder.checkpoint()) ?? '') ?? {};
    const note = formatNote({ text, signatures: signatures.filter(({ keyId }) => keyId === key.keyId) });
    await tx.rows(insertCheckpoint, kept.size, kept.root, now, note);
    const told = { from, until: kept.size };
    const by = [null, '系统', ''] as const;
    const row = await tx.row(recordInLedger, now, ...by, lossAction, 'publicLog', key.name, '', JSON.stringify(told));
    await append(tx, services, tree, await tx.rows(waitingRows, 1, row?.seq ?? 0));
    return done(told);
  });
}
