import type { PersonActor } from '../../domain/access/actor.ts';
import { getDefinition } from '../../domain/applications/catalogue.ts';
import { isUuid } from '../../domain/fields/uuid.ts';
import type { Answers } from '../../domain/procedure/application.ts';
import type { Definition } from '../../domain/procedure/definition.ts';
import { normalizeAnswer } from '../../domain/procedure/field.ts';
import { isEditable, states } from '../../domain/procedure/steps.ts';
import { type ApplicationRow, type Draft, lockApplication, updateDraft } from '../../store/applications.ts';
import { scopeFor } from '../../store/scope.ts';
import { transaction } from '../../store/transaction.ts';
import { done, notFound, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';

/** What a form brought, or a part of it: fields that are absent stay as they were. */
export interface TypedForm {
  readonly answers: Answers;
  readonly institutionId?: string | undefined;
  /** Only savePhoto gives it: an id from a form would be somebody else's photo. */
  readonly photoId?: string | undefined;
}

/** Keeps what is typed, right or wrong, so that nothing is typed twice. Answers when. */
export async function saveDraft(
  services: Services,
  actor: PersonActor,
  applicationId: string,
  typed: TypedForm,
): Promise<Outcome<Temporal.Instant>> {
  return transaction(services.database, async (tx) => {
    const row = await lockApplication(tx, scopeFor(actor), applicationId);
    if (row === undefined) return notFound;
    if (!isEditable(row.state)) {
      return refuse({ code: 'step.notNow', parameters: { state: states[row.state], step: '修改' } });
    }
    const draft = merged(row, getDefinition(row.kind), typed);
    await tx.row(updateDraft, row.id, actor.accountId, JSON.stringify(draft), draft.institutionId, draft.photoId);
    return done(services.clock.now());
  });
}

/** The draft of an application, or what it would begin with after it came back. */
export function draftOf(row: ApplicationRow): Draft {
  return row.draft ?? { answers: row.answers, institutionId: row.institutionId, photoId: row.photoId };
}

function merged(row: ApplicationRow, definition: Definition, typed: TypedForm): Draft {
  const before = draftOf(row);
  const fields = [...definition.form.apply, ...definition.form.printed];
  const given = fields.flatMap((field): [string, string][] => {
    const value = typed.answers[field.key];
    return value === undefined ? [] : [[field.key, normalizeAnswer(field, value)]];
  });
  // With the authority the file has its institution; another one would be another application.
  const asksInstitution = definition.form.institution !== null && row.state !== 'supplement';
  const { institutionId } = typed;
  const takes = asksInstitution && institutionId !== undefined && isUuid(institutionId);
  return {
    answers: { ...before.answers, ...Object.fromEntries(given) },
    institutionId: takes ? institutionId : before.institutionId,
    photoId: typed.photoId ?? before.photoId,
  };
}
