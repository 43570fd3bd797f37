import { randomUUID } from 'node:crypto';
import type { Definition } from '../../domain/procedure/definition.ts';
import type { Entry } from '../../domain/register/entry.ts';
import { refusal } from '../../domain/vocabulary/refusals.ts';
import type { Queryable } from '../../store/database.ts';
import { findFacts } from '../../store/facts.ts';
import { insertReport, takeOverDraft } from '../../store/reports.ts';
import { Refused } from '../application/settleStep.ts';

/** Who reports whom, and when. */
export interface Begun {
  readonly physicianId: string;
  readonly accountId: string;
  readonly institutionId: string;
  /** ISO instant. */
  readonly at: string;
}

/** The row of a report before its first step: the physician's own unseen draft of the kind, or a new one; answers its id. */
export async function beginReport(
  tx: Queryable,
  definition: Definition,
  entry: Entry,
  { physicianId, accountId, institutionId, at }: Begun,
): Promise<string | undefined> {
  const facts = await findFacts(tx, {
    accountId,
    institutionId,
    applicationId: null,
    entryId: entry.id,
    subject: null,
  });
  if (facts === undefined) return undefined;
  const subject = definition.route.subject(facts);
  const same = facts.open.find((open) => open.kind === definition.kind && open.subject === subject);
  const number = same?.number ?? null;
  if (number !== null) throw new Refused([refusal('report.alreadyOpen', undefined, { number })]);
  const draft = await tx.row(takeOverDraft, physicianId, definition.kind, subject, institutionId);
  if (draft !== undefined) return draft.id;
  const id = randomUUID();
  const { id: entryId, provinceCode } = entry;
  const made = await tx.row(
    insertReport,
    id,
    definition.kind,
    physicianId,
    accountId,
    entryId,
    subject,
    provinceCode,
    institutionId,
    at,
  );
  return made?.id;
}
