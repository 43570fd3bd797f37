import type { PersonActor } from '../../domain/access/actor.ts';
import { officerWords } from '../../domain/privacy/officer.ts';
import { revealFields } from '../../domain/privacy/reveal.ts';
import { listReads, type ReadLine } from '../../store/reads.ts';
import type { Services } from '../services.ts';
import type { Progress } from '../session/findActor.ts';
import { pageOfLog, readLogCursor } from './logPage.ts';

export interface OwnRead {
  readonly id: string;
  readonly at: string;
  readonly organisation: string;
  /** 李经办人 */
  readonly officer: string;
  readonly what: string;
  /** Empty for an ordinary reading, which needs no reason of its own: it belongs to the business. */
  readonly reason: string;
}

/**
 * 谁查看过我的信息. Whoever has not activated yet is told only of readings of their own requests: their identity is a
 * claim, and the record about the physician belongs to the physician.
 */
export async function listOwnReads(
  { database }: Services,
  actor: PersonActor,
  { activated }: Progress,
  after: string,
): Promise<{ readonly reads: readonly OwnRead[]; readonly next: string | null }> {
  const physicianId = activated ? actor.physicianId : null;
  const found = await database.rows(listReads, physicianId, actor.accountId, readLogCursor(after), pageOfLog + 1);
  const lines = found.slice(0, pageOfLog);
  return {
    reads: lines.map(toOwnRead),
    next: found.length > pageOfLog ? (lines.at(-1)?.id ?? null) : null,
  };
}

function toOwnRead(line: ReadLine): OwnRead {
  const { id, at, organisation, reader, role, end, what, field, reason } = line;
  return {
    id,
    at,
    organisation,
    officer: officerWords({ name: reader, role, end }),
    what: field === null ? what : `${what}:${revealFields[field]}`,
    reason: reason ?? '',
  };
}
