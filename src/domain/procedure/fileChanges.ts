import type { Definition } from './definition.ts';
import type { ApplicationEvent, InstitutionConfirmation } from './events.ts';

/** One thing that differs from the submission before; `before` and `after` only for what can be told in words. */
export interface FileChange {
  readonly label: string;
  readonly before: string | null;
  readonly after: string | null;
}

type Submission = Extract<ApplicationEvent, { type: 'submitted' | 'supplementAnswered' }>;

function isSubmission(event: ApplicationEvent): event is Submission {
  return event.type === 'submitted' || event.type === 'supplementAnswered';
}

/** What the last submission changed, so that a reviewer looks at that first; empty when there was only one. */
export function changesOf(definition: Definition, events: readonly ApplicationEvent[]): readonly FileChange[] {
  const submissions = events.filter(isSubmission);
  const [last, before] = [submissions.at(-1), submissions.at(-2)];
  if (last === undefined || before === undefined) return [];
  const fields = [...definition.form.apply, ...definition.form.printed];
  return last.changed.map((label) => {
    const field = fields.find((each) => each.label === label);
    if (field === undefined) return { label, before: null, after: null };
    return { label, before: before.answers[field.key] ?? '', after: last.answers[field.key] ?? '' };
  });
}

type Submitted = Extract<ApplicationEvent, { type: 'submitted' }>;

/** What the clerk had found in order when the file was returned and nothing has changed of since; another institution begins anew. */
export function carriedOver(
  { form }: Definition,
  events: readonly ApplicationEvent[],
): readonly InstitutionConfirmation[] {
  const at = events.findLastIndex(({ type }) => type === 'institutionReturned');
  const returned = events[at];
  if (returned?.type !== 'institutionReturned') return [];
  const lastOf = (some: readonly ApplicationEvent[]) =>
    some.findLast((event): event is Submitted => event.type === 'submitted');
  const [before, after] = [lastOf(events.slice(0, at)), lastOf(events.slice(at))];
  if (before === undefined || after === undefined || before.institutionId !== after.institutionId) return [];
  // The person and the scope are those of the roster; they cannot be changed in the form.
  const same: Readonly<Record<InstitutionConfirmation, boolean>> = {
    identity: true,
    photo: before.photoId === after.photoId,
    employment: form.apply.every(({ key }) => (before.answers[key] ?? '') === (after.answers[key] ?? '')),
    scope: true,
  };
  return (returned.confirmed ?? []).filter((key) => same[key]);
}
