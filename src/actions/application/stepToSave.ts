import type { SignedIn } from '../../domain/access/actor.ts';
import type { Application } from '../../domain/procedure/application.ts';
import { deadlineOf } from '../../domain/procedure/deadline.ts';
import type { RecordedEvent } from '../../domain/procedure/evolve.ts';
import { noticesOf } from '../../domain/procedure/notices.ts';
import { isOver } from '../../domain/procedure/steps.ts';
import { cite } from '../../domain/vocabulary/articles.ts';
import type { StepToSave } from '../../store/procedure.ts';
import { addressed, isAddressed, outbound } from './addressNotices.ts';
import { type Loaded, requestOf, type StepForm } from './takeStep.ts';

interface Names {
  readonly applicant: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly institution: string | null;
  readonly authority: string | null;
}

/** Everything one step writes besides the register, ready for the one statement that writes it. */
export function stepToSave(
  { row, definition, facts, today }: Loaded,
  after: Application,
  recorded: RecordedEvent,
  actor: SignedIn,
  names: Names,
  form: StepForm,
): StepToSave {
  const told = noticesOf(definition, after, recorded.event, {
    applicant: names.applicant,
    institution: names.institution ?? '拟执业机构',
    authority: names.authority ?? '审批机关',
  });
  // Whoever is left by a change of main institution; nobody when it stays.
  const before = facts.entry?.mainInstitutionId ?? null;
  const formerInstitution = before === after.institutionId ? null : before;
  return {
    before: row,
    after,
    recorded,
    actor: { accountId: actor.accountId, name: actor.name, organisation: organisationOf(actor) },
    dueOn: deadlineOf(after, today.calendar, definition.route.workingDays, today.date)?.dueOn ?? null,
    isOver: isOver(after.state),
    article: definition.authority.map(cite).join('、'),
    detail: { kind: row.kind, from: row.state, to: after.state, number: after.number ?? '' },
    notices: told.map((notice) => addressed(notice, after, formerInstitution)).filter(isAddressed),
    messages: told.filter((notice) => notice.to === 'applicant').flatMap((notice) => outbound(notice, names)),
    idempotency: { key: form.key, request: requestOf(form), location: form.location },
  };
}

function organisationOf(actor: SignedIn): string {
  return actor.end === 'person' ? '' : actor.organisation;
}
