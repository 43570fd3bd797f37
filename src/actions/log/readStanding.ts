import { sameHash } from '../../domain/log/merkle.ts';
import { type Checkpoint, readCheckpointText, readNote } from '../../domain/log/note.ts';
import { isNoteBy } from '../../outside/log/noteKey.ts';
import type { Queryable } from '../../store/database.ts';
import { findHead, type LogHead } from '../../store/log.ts';
import type { PublicLog } from './publicLog.ts';

/** Why the log must not grow: signing on would show two different pasts. */
export type LogRefusal = 'ahead' | 'forked' | 'otherKey';

interface Standing {
  readonly kind: LogRefusal | 'even' | 'behind';
  /** Newest in the database. */
  readonly head: LogHead | undefined;
  /** Newest among the files. */
  readonly kept: Checkpoint | undefined;
}

/** How the files stand to the database. The files are read first: whoever does not hold the log may see them grow. */
export async function readStanding(queryable: Pick<Queryable, 'row'>, { folder, key }: PublicLog): Promise<Standing> {
  const note = await folder.checkpoint();
  const head = await queryable.row(findHead);
  const kept = note === undefined ? undefined : readCheckpointText(readNote(note)?.text ?? '');
  const notes = [note, head?.note].filter((one) => one !== undefined);
  const known = notes.every((one) => isNoteBy(key, one)) && (note === undefined) === (kept === undefined);
  return { kind: known ? compare(head, kept) : 'otherKey', head, kept };
}

function compare(head: LogHead | undefined, kept: Checkpoint | undefined): Standing['kind'] {
  if (kept === undefined) return head === undefined ? 'even' : 'behind';
  if (head === undefined || kept.size > head.size) return 'ahead';
  if (kept.size < head.size) return 'behind';
  return sameHash(kept.root, head.root) ? 'even' : 'forked';
}
