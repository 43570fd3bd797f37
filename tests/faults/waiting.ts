import { setTimeout as pause } from 'node:timers/promises';

/** Asks until the answer is there; gives up loudly after a time far beyond what is promised. */
export async function until<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
  const end = performance.now() + 120_000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > end) throw new Error(`waited in vain for ${what}`);
    await pause(100);
  }
}

/** Does `work` for every item, so many at a time. */
export async function inParallel<T>(
  items: readonly T[],
  hands: number,
  work: (item: T, index: number) => Promise<void>,
): Promise<void> {
  const waiting = items.entries();
  const hand = async () => {
    for (const [index, item] of waiting) await work(item, index);
  };
  await Promise.all(Array.from({ length: hands }, hand));
}
