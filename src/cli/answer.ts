import type { Outcome } from '../actions/outcome.ts';
import { refusalText } from '../domain/vocabulary/refusals.ts';

/** What a command answers: words for people, the same for machines, and whether it failed. */
export interface CommandAnswer {
  readonly text: string;
  readonly json: unknown;
  readonly failed: boolean;
}

export function succeeded(text: string, json: unknown): CommandAnswer {
  return { text, json, failed: false };
}

export function failed(problem: string): CommandAnswer {
  return { text: problem, json: { error: problem }, failed: true };
}

/** Every reason why not, one a line. */
export function failedOutcome(outcome: Exclude<Outcome<unknown>, { kind: 'done' }>): CommandAnswer {
  if (outcome.kind !== 'refused') return failed('没有找到。');
  return failed(outcome.refusals.map(refusalText).join('\n'));
}

/** The command was not understood: what it needs is told instead. */
export class UsageError extends Error {}
