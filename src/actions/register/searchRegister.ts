import type { AuthorityActor } from '../../domain/access/actor.ts';
import { entryStatuses } from '../../domain/register/entry.ts';
import { type RegisterLine, searchRegister as statements } from '../../store/registerSearch.ts';
import { readCursor, writeCursor } from '../desk/cursor.ts';
import { recordReading } from '../desk/recordReading.ts';
import type { Services } from '../services.ts';

/** What an officer looks for; '' asks nothing. Name and number are whole, the institution is part of a name. */
export interface RegisterSearch {
  readonly licenceNo: string;
  readonly name: string;
  readonly institution: string;
  readonly status: string;
}

export interface RegisterPage {
  readonly lines: readonly RegisterLine[];
  readonly next: string | null;
}

const pageRows = 20;

/** Entries kept by the actor's authority and those below it, the newest first. */
export async function searchRegister(
  services: Services,
  actor: AuthorityActor,
  search: RegisterSearch,
  after: string,
): Promise<RegisterPage> {
  const { licenceNo, name, institution } = search;
  const status = Object.hasOwn(entryStatuses, search.status) ? search.status : '';
  const by = licenceNo !== '' ? statements.byLicence : name !== '' ? statements.byName : statements.newest;
  const from = readCursor(after) ?? { value: 'infinity', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };
  const [found] = await Promise.all([
    services.database.rows(by, actor.path, licenceNo, name, institution, status, from.value, from.id, pageRows + 1),
    recordReading(services, actor, '注册查询', null, actor.authorityId),
  ]);
  const lines = found.slice(0, pageRows);
  const last = found.length > pageRows ? lines.at(-1) : undefined;
  return { lines, next: last === undefined ? null : writeCursor({ value: last.registeredOn, id: last.id }) };
}
