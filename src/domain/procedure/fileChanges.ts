import type { Definition } from './definition.ts';
import type { ApplicationEvent } from './events.ts';

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
