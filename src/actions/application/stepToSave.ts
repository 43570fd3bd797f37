import { randomUUID } from 'node:crypto';
import type { Application } from '../../domain/procedure/application.ts';
import { deadlineOf } from '../../domain/procedure/deadline.ts';
import type { Definition } from '../../domain/procedure/definition.ts';
import type { ApplicationEvent } from '../../domain/procedure/events.ts';
import type { RecordedEvent } from '../../domain/procedure/evolve.ts';
import { letterKinds, lettersOf } from '../../domain/procedure/letters.ts';
import { noticesOf } from '../../domain/procedure/notices.ts';
import { isOver } from '../../domain/procedure/steps.ts';
import type { RegisterEvent } from '../../domain/register/events.ts';
import { type Article, articles, cite } from '../../domain/vocabulary/articles.ts';
import type { StepToSave } from '../../store/procedure.ts';
import { addressed, isAddressed, outbound } from './addressNotices.ts';
import { institutionsTold } from './institutionsTold.ts';
import type { By, Defined } from './settleStep.ts';
import { requestOf, type StepForm } from './stepForm.ts';

/** What a step rests on: its own article where it has one, those of the business otherwise. */
function articlesOf({ authority }: Definition, { type }: ApplicationEvent): readonly Article[] {
  return type === 'deemedAccepted' ? [articles.supplementOnce] : authority;
}

/** Everything one step writes besides the register, ready for the one statement that writes it. */
export function stepToSave(
  { row, definition, facts, names, today }: Defined,
  after: Application,
  recorded: RecordedEvent,
  by: By,
  effects: readonly RegisterEvent[],
  form: StepForm | null,
): StepToSave {
  const named = {
    applicant: names.applicant,
    institution: names.institution ?? '拟执业机构',
    authority: names.authority ?? '审批机关',
    consent: names.consent ?? '拟执业省的中医药主管部门',
  };
  const told = noticesOf(definition, after, recorded.event, named);
  const letters = lettersOf(definition, after, recorded.event, effects, named);
  return {
    before: row,
    after,
    recorded,
    actor: by,
    dueOn: deadlineOf(after, today.calendar, definition.route.workingDays, today.date)?.dueOn ?? null,
    isOver: isOver(after.state),
    article: articlesOf(definition, recorded.event).map(cite).join('、'),
    detail: { kind: row.kind, from: row.state, to: after.state, number: after.number ?? '' },
    notices: [
      ...told.map((notice) => addressed(notice, after)).filter(isAddressed),
      ...institutionsTold(effects, facts),
    ],
    messages: told.filter((notice) => notice.to === 'applicant').flatMap((notice) => outbound(notice, names)),
    letters: letters.map((content) => ({
      id: randomUUID(),
      kind: content.kind,
      mark: letterKinds[content.kind].mark,
      year: recorded.event.on.slice(0, 4),
      content,
    })),
    idempotency: form === null ? null : { key: form.key, request: requestOf(form), location: form.location },
  };
}
