/** Work that is looked for again and again; `close` ends what it has begun. */
export interface Loop {
  close(): Promise<void>;
}

/** Repeats rounds until it is closed; each answers the milliseconds until the next. A round never throws. */
export function startLoop(round: () => Promise<number>): Loop {
  const closing = new AbortController();
  const { signal } = closing;
  const running = (async () => {
    while (!signal.aborted) await restUnless(signal, await round());
  })();
  return {
    close: async () => {
      closing.abort();
      await running;
    },
  };
}

/** Waits, or not at all once there is no more to wait for. */
function restUnless(signal: AbortSignal, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', wake);
      resolve();
    };
    const timer = setTimeout(wake, signal.aborted ? 0 : milliseconds);
    signal.addEventListener('abort', wake);
  });
}
