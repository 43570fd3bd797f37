import { normalizeText } from '../../domain/fields/normalize.ts';
import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import { refusal } from '../../domain/vocabulary/refusals.ts';

/** What came in by a form or a query: text, normalised at the edge, damaged text refused at its field. */
export interface Form {
  /** Normalised, trimmed; '' when absent or damaged. */
  text(name: string): string;
  /** All values of a name, e.g. of ticked boxes. */
  list(name: string): string[];
  /** As it was typed, for passwords only. */
  secret(name: string): string;
  /** Values by name, to show a form again as it was filled in. */
  readonly values: Readonly<Record<string, string>>;
  /** Fields whose text can't be used (NUL, lone surrogates, bidi controls). */
  readonly refusals: readonly Refusal[];
}

export function readForm(raw: unknown): Form {
  const given = new Map<string, string[]>();
  if (typeof raw === 'object' && raw !== null) {
    for (const [name, value] of Object.entries(raw)) {
      const all = (Array.isArray(value) ? value : [value]).filter((each): each is string => typeof each === 'string');
      given.set(name, all);
    }
  }
  const refusals: Refusal[] = [];
  const clean = new Map<string, string[]>();
  for (const [name, all] of given) {
    clean.set(
      name,
      all.map((value) => {
        const checked = normalizeText(value);
        if (checked.ok) return checked.value;
        refusals.push(refusal(checked.code, name));
        return '';
      }),
    );
  }
  return {
    text: (name) => clean.get(name)?.[0] ?? '',
    list: (name) => clean.get(name) ?? [],
    secret: (name) => given.get(name)?.[0] ?? '',
    values: Object.fromEntries([...clean].map(([name, all]) => [name, all[0] ?? ''])),
    refusals,
  };
}
