import type { AuthorityActor } from '../../domain/access/actor.ts';
import { type CaseLine, openCasesOf } from '../../store/statutoryCases.ts';
import { readCursor, writeCursor } from '../desk/cursor.ts';
import { recordReading } from '../desk/recordReading.ts';
import type { Services } from '../services.ts';

export interface CasePage {
  readonly lines: readonly CaseLine[];
  readonly next: string | null;
}

const pageRows = 20;

/** 法定注销: the open cases of the actor's authority and those below it, the oldest first. */
export async function listOpenCases(services: Services, actor: AuthorityActor, after: string): Promise<CasePage> {
  const from = readCursor(after) ?? { value: '-infinity', id: '00000000-0000-0000-0000-000000000000' };
  const [found] = await Promise.all([
    services.database.rows(openCasesOf, actor.path, from.value, from.id, pageRows + 1),
    recordReading(services, actor, '法定注销', null, actor.authorityId),
  ]);
  const lines = found.slice(0, pageRows);
  const last = found.length > pageRows ? lines.at(-1) : undefined;
  return { lines, next: last === undefined ? null : writeCursor({ value: last.openedOn, id: last.id }) };
}
