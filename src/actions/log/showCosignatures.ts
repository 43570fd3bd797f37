import { readNote, readSignatures } from '../../domain/log/note.ts';
import { isSignatureBy } from '../../outside/log/noteKey.ts';
import type { Queryable } from '../../store/database.ts';
import { findCosignatures, type LogHead, lockLog } from '../../store/log.ts';
import { transaction } from '../../store/transaction.ts';
import type { Services } from '../services.ts';
import { readStanding } from './readStanding.ts';

/** Lines of our witnesses under a head. What the database has beside them would make the whole note unreadable, for good. */
async function cosignaturesOf(
  queryable: Pick<Queryable, 'rows'>,
  { witnesses }: Services['publicLog'],
  { size, note }: LogHead,
): Promise<string[]> {
  const text = readNote(note)?.text ?? '';
  const lines = await queryable.rows(findCosignatures, size);
  return lines.flatMap(({ line }) => {
    const [signature] = readSignatures(line) ?? [];
    return signature !== undefined && witnesses.some(({ key }) => isSignatureBy(key, text, signature)) ? [line] : [];
  });
}

/** Puts what witnesses have signed of a head under it, unless all of it is there or the log has grown meanwhile. */
export async function showCosignatures({ database, publicLog }: Services, newest: LogHead): Promise<void> {
  const { size } = newest;
  const shown = (await publicLog.folder.checkpoint()) ?? '';
  const known = await cosignaturesOf(database, publicLog, newest);
  if (known.every((line) => shown.includes(line))) return;
  return transaction(database, async (tx) => {
    if ((await tx.row(lockLog))?.mine !== true) return;
    const { kind, head } = await readStanding(tx, publicLog);
    if (kind !== 'even' || head?.size !== size) return;
    const lines = await cosignaturesOf(tx, publicLog, head);
    await publicLog.folder.putCheckpoint(`${head.note}${lines.join('')}`, head.at);
  });
}
