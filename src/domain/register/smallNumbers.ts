/** Fewer than so many are not told: a number that small speaks of persons. */
export const fewest = 5;

/** A number as it may be told; null: fewer than five, but not none. */
export type Told = number | null;

export function told(count: number): Told {
  return count > 0 && count < fewest ? null : count;
}

interface ToldParts {
  readonly parts: readonly Told[];
  readonly total: Told;
}

/**
 * Parts and their sum. One part withheld could be reckoned from the sum and the others, so a second one goes with it, the
 * smallest; and what is withheld must together be five or more, else the sum is withheld as well.
 */
export function toldParts(counts: readonly number[]): ToldParts {
  const sum = counts.reduce((total, count) => total + count, 0);
  const isHidden = counts.map((count) => told(count) === null);
  const hidden = () => counts.filter((_, index) => isHidden[index]);
  const inDanger = () => hidden().length > 0 && (hidden().length < 2 || total(hidden()) < fewest);
  while (inDanger()) {
    const shown = counts
      .map((count, index) => ({ count, index }))
      .filter(({ count, index }) => isHidden[index] === false && count > 0)
      .sort((a, b) => a.count - b.count);
    const [next] = shown;
    if (next === undefined) return { parts: partsOf(counts, isHidden), total: null };
    isHidden[next.index] = true;
  }
  return { parts: partsOf(counts, isHidden), total: told(sum) };
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

function partsOf(counts: readonly number[], isHidden: readonly boolean[]): readonly Told[] {
  return counts.map((count, index) => (isHidden[index] ? null : count));
}

/** As it is written: 1,234 or 少于5. */
export function toldWords(number: Told): string {
  return number === null ? `少于${fewest}` : new Intl.NumberFormat('zh-CN').format(number);
}
