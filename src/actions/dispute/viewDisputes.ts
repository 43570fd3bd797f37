import type { AuthorityActor } from '../../domain/access/actor.ts';
import { mayConfirmDispute, mayHandleDispute } from '../../domain/access/dispute.ts';
import { isUuid } from '../../domain/fields/uuid.ts';
import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import {
  type DisputeRow,
  type EvidenceRow,
  findDispute,
  findEvidence,
  listDisputes,
  listEvidence,
  listStatements,
  type StatementRow,
} from '../../store/disputes.ts';
import { recordReading } from '../desk/recordReading.ts';
import { done, notFound, type Outcome } from '../outcome.ts';
import type { Services } from '../services.ts';

export type DisputeLine = DisputeRow;
export type DisputeWords = StatementRow;
const atMost = 100;

/** 身份异议 of the actor's own authority. */
export async function viewDisputes(services: Services, actor: AuthorityActor): Promise<readonly DisputeLine[]> {
  const [rows] = await Promise.all([
    services.database.rows(listDisputes, actor.authorityId, atMost),
    recordReading(services, actor, '身份异议列表', null, actor.authorityId),
  ]);
  return rows;
}

export interface DisputeView {
  readonly row: DisputeLine;
  readonly statements: readonly StatementRow[];
  readonly evidence: readonly EvidenceRow[];
  /** Why the actor cannot propose or ask; cannot confirm. */
  readonly handling: readonly Refusal[];
  readonly confirming: readonly Refusal[];
}

export async function viewDispute(
  services: Services,
  actor: AuthorityActor,
  id: string,
): Promise<DisputeView | undefined> {
  const { database } = services;
  const row = isUuid(id) ? await database.row(findDispute, actor.authorityId, id) : undefined;
  if (row === undefined) return undefined;
  await recordReading(services, actor, '身份异议', row.physicianId, id);
  const [statements, evidence] = await Promise.all([
    database.rows(listStatements, id),
    database.rows(listEvidence, id),
  ]);
  const [handling, confirming] = [mayHandleDispute(actor, row), mayConfirmDispute(actor, row)];
  return { row, statements, evidence, handling, confirming };
}

/** A picture of a side; only the deciding authority sees it, and each look is noted. */
export async function viewEvidence(
  services: Services,
  actor: AuthorityActor,
  disputeId: string,
  id: string,
): Promise<Outcome<Uint8Array>> {
  if (!isUuid(disputeId) || !isUuid(id)) return notFound;
  const found = await services.database.row(findEvidence, actor.authorityId, disputeId, id);
  const picture = found === undefined ? undefined : await services.storage.get(found.key);
  if (found === undefined || picture === undefined) return notFound;
  await recordReading(services, actor, '身份异议证明材料', found.physicianId, id);
  return done(picture);
}
