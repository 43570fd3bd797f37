/** Too many wait already: answer "try again" (503) rather than pile up memory. */
export class Busy extends Error {
  override readonly name = 'Busy';
}

export interface Turnstile {
  /** Runs `work` when a place is free. @throws Busy when the queue is full */
  run<T>(work: () => Promise<T>): Promise<T>;
}

/** Lets `atOnce` pieces of work through, keeps `waiting` more in a queue (first come, first served), refuses the rest. */
export function createTurnstile({ atOnce, waiting }: { atOnce: number; waiting: number }): Turnstile {
  const queue: (() => void)[] = [];
  let inside = 0;

  const enter = async (): Promise<void> => {
    if (inside < atOnce) {
      inside += 1;
      return;
    }
    if (queue.length >= waiting) throw new Busy(`${inside} at work, ${queue.length} waiting`);
    // The place of the one who leaves is handed over, so `inside` stays as it is.
    await new Promise<void>((resolve) => queue.push(resolve));
  };

  const leave = (): void => {
    const next = queue.shift();
    if (next === undefined) inside -= 1;
    else next();
  };

  return {
    async run(work) {
      await enter();
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}
