import type { Step } from '../../src/domain/procedure/steps.ts';

/** What a desk sends to take a step: every field but the step and the version bears the name of the step. */
export function stepForm(
  step: Step,
  version: number,
  filled: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const named = Object.entries(filled).map(([field, value]) => [`${field}-${step}`, value]);
  return { step, _version: String(version), ...Object.fromEntries(named) };
}

/** The four boxes without which no institution passes a file. */
export const allConfirmed = {
  'confirm-identity': 'yes',
  'confirm-photo': 'yes',
  'confirm-employment': 'yes',
  'confirm-scope': 'yes',
};
