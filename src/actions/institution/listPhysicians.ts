import type { InstitutionActor } from '../../domain/access/actor.ts';
import { findPhysiciansOfInstitution, type RegisterLine } from '../../store/registerSearch.ts';
import { readCursor, writeCursor } from '../desk/cursor.ts';
import { recordReading } from '../desk/recordReading.ts';
import type { Services } from '../services.ts';

const pageRows = 50;

/** 本机构医师: whose main institution this is, the newest first. */
export async function listPhysicians(
  services: Services,
  actor: InstitutionActor,
  after: string,
): Promise<{ readonly physicians: readonly RegisterLine[]; readonly next: string | null }> {
  const from = readCursor(after) ?? { value: 'infinity', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };
  const [found] = await Promise.all([
    services.database.rows(findPhysiciansOfInstitution, actor.institutionId, from.value, from.id, pageRows + 1),
    recordReading(services, actor, '本机构医师名单', null, actor.institutionId),
  ]);
  const physicians = found.slice(0, pageRows);
  const last = found.length > pageRows ? physicians.at(-1) : undefined;
  return { physicians, next: last === undefined ? null : writeCursor({ value: last.mainSince, id: last.id }) };
}
