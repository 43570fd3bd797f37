import type { AuthorityActor, InstitutionActor } from '../../domain/access/actor.ts';
import { type DeskNotice, findDeskNotices, markDeskNoticesRead } from '../../store/deskNotices.ts';
import { readCursor, writeCursor } from '../desk/cursor.ts';
import type { Services } from '../services.ts';

export interface NoticePage {
  readonly notices: readonly DeskNotice[];
  readonly next: string | null;
}

const pageRows = 20;

function ownerOf(actor: InstitutionActor | AuthorityActor): string {
  return actor.end === 'institution' ? actor.institutionId : actor.authorityId;
}

/** Notices to the actor's institution or authority and to the actor, the newest first. */
export async function listDeskNotices(
  services: Services,
  actor: InstitutionActor | AuthorityActor,
  after: string,
  limit = pageRows,
): Promise<NoticePage> {
  const from = readCursor(after) ?? { value: 'infinity', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };
  const found = await services.database.rows(
    findDeskNotices[actor.end],
    ownerOf(actor),
    from.value,
    from.id,
    limit + 1,
    actor.accountId,
  );
  const notices = found.slice(0, limit);
  const last = found.length > limit ? notices.at(-1) : undefined;
  return { notices, next: last === undefined ? null : writeCursor({ value: last.at, id: last.id }) };
}

/** 全部标为已读 */
export async function readDeskNotices(services: Services, actor: InstitutionActor | AuthorityActor): Promise<void> {
  const at = services.clock.now().toString();
  await services.database.rows(markDeskNoticesRead[actor.end], ownerOf(actor), at, actor.accountId);
}
