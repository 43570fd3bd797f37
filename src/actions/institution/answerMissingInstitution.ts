import type { AuthorityActor } from '../../domain/access/actor.ts';
import { isUuid } from '../../domain/fields/uuid.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import { answerMissingInstitution as answer, findMissingInstitution } from '../../store/missingInstitutionAnswers.ts';
import { done, notFound, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';

const longest = 500;

/** Why this officer cannot answer; 审计员 only reads. */
export function mayAnswerMissingInstitution(actor: AuthorityActor): readonly Refusal[] {
  return actor.role === 'auditor' ? [refusal('step.moreRight', undefined, { step: '答复' })] : [];
}

/** 回复 to an applicant who reported an institution that is not in the system: notice and ledger in one statement. */
export async function answerMissingInstitution(
  services: Services,
  actor: AuthorityActor,
  id: string,
  words: string,
): Promise<Outcome<string>> {
  const label = '答复';
  const refusals = [
    ...mayAnswerMissingInstitution(actor),
    ...(words === '' ? [refusal('field.required', 'answer', { label })] : []),
    ...([...words].length > longest ? [refusal('field.tooLong', 'answer', { label, max: String(longest) })] : []),
  ];
  if (refusals.length > 0) return refuse(...refusals);
  if (!isUuid(id)) return notFound;
  const { authorityId, accountId, name, organisation } = actor;
  const at = services.clock.now().toString();
  const db = services.database;
  if ((await db.row(answer, id, authorityId, words, at, accountId, name, organisation)) !== undefined) return done(id);
  const now = await db.row(findMissingInstitution, id, authorityId);
  if (now === undefined) return notFound;
  return {
    kind: 'conflict',
    conflict: { state: '已答复', movedBy: now.answeredBy ?? '', at: now.answeredAt, stepsNow: [] },
  };
}
