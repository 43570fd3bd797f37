import type { DeskActor } from '../../domain/access/actor.ts';
import { mayConfirmRecovery } from '../../domain/access/recovery.ts';
import { isUuid } from '../../domain/fields/uuid.ts';
import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import { findRecovery, listRecoveries, type RecoveryRow } from '../../store/recoveries.ts';
import { recordReading } from '../desk/recordReading.ts';
import type { Services } from '../services.ts';
import { ownOf } from './decideRecovery.ts';

export type RecoveryLine = RecoveryRow;
const atMost = 100;

/** 找回账号 of a counter, with states; what waits for somebody first. */
export async function viewRecoveries(services: Services, actor: DeskActor): Promise<readonly RecoveryLine[]> {
  const subject = actor.end === 'institution' ? actor.institutionId : actor.authorityId;
  const [rows] = await Promise.all([
    services.database.rows(listRecoveries, ...ownOf(actor), atMost),
    recordReading(services, actor, '找回账号列表', null, subject),
  ]);
  return rows;
}

export interface RecoveryView {
  readonly row: RecoveryLine;
  /** Why the actor cannot confirm it; empty when they can. */
  readonly refusals: readonly Refusal[];
}

export async function viewRecovery(
  services: Services,
  actor: DeskActor,
  id: string,
): Promise<RecoveryView | undefined> {
  const row = isUuid(id) ? await services.database.row(findRecovery, ...ownOf(actor), id) : undefined;
  if (row === undefined) return undefined;
  await recordReading(services, actor, '找回账号申请', row.physicianId, id);
  return { row, refusals: mayConfirmRecovery(actor, row) };
}
