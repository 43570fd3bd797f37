/** In a dead spot of a network a question may hang for minutes: after so long nobody is taken to be there. */
const longest = 10_000;

/** Asks and reads the answer; rejects when it has not come within ten seconds. (`AbortSignal.timeout` is too new for older phones.) */
export async function fetchInTime<T>(
  address: string,
  options: RequestInit,
  read: (response: Response) => Promise<T>,
): Promise<T> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), longest);
  try {
    return await read(await fetch(address, { ...options, signal: limit.signal }));
  } finally {
    clearTimeout(timer);
  }
}
