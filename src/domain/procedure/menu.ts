import { type Entry, hasEnded, liveSites, type Site } from '../register/entry.ts';
import type { Refusal } from '../vocabulary/refusals.ts';
import type { Definition } from './definition.ts';
import type { Facts } from './facts.ts';

/** What of an entry a kind can be about: each of its filings that hold, or the entry itself (null). */
export function subjectsOf({ route }: Definition, entry: Entry, today: string): readonly (Site | null)[] {
  return route.from === 'site' ? liveSites(entry, today) : [null];
}

/**
 * Why a kind cannot be begun at all, as the menu says it: nothing when it can be begun from one of the entries, otherwise
 * what stands in the way at each of them.
 */
export function refusalsToStart(definition: Definition, facts: Facts, today: string): readonly Refusal[] {
  const general = definition.whoMayStart(facts, today);
  if (definition.route.from === 'qualification') return general;
  const each = facts.entries
    .filter((entry) => !hasEnded(entry))
    .flatMap((entry) =>
      subjectsOf(definition, entry, today).map((site) => definition.whoMayStart({ ...facts, entry, site }, today)),
    );
  // Who has an entry that stands otherwise is told how it stands, not that there is none.
  const isToldExactly = general.every(({ code }) => code === 'start.noEntry');
  if (each.length === 0 || !isToldExactly) return general;
  return each.some((refusals) => refusals.length === 0) ? [] : withoutTwins(each.flat());
}

function withoutTwins(refusals: readonly Refusal[]): readonly Refusal[] {
  const words = refusals.map((refusal) => JSON.stringify(refusal));
  return refusals.filter((_, index) => words.indexOf(words[index] ?? '') === index);
}
