import autocannon, { type Request, type Result } from 'autocannon';

/** One measured run: requests (or whole flows) a second, and answers that were not what they should be. */
export interface Measured {
  readonly perSecond: number;
  readonly bad: number;
  readonly p50: number;
  readonly p99: number;
}

export interface Scenario {
  readonly connections: number;
  /** Makes the requests of one connection; called once per connection. */
  readonly requests: () => Request[];
  /** Requests that make one unit of work. */
  readonly perUnit: number;
  /** Stands in the answer to each request; without it a page of errors would be measured. */
  readonly says?: string;
}

/** Asks once and reads the answer. */
export async function checkAnswer(base: string, { requests, says }: Scenario): Promise<void> {
  const [request] = requests();
  if (says === undefined || request === undefined) return;
  const headers = new Headers(Object.entries(request.headers ?? {}).map(([name, value]) => [name, String(value)]));
  const text = await (await fetch(`${base}${request.path}`, { headers })).text();
  if (!text.includes(says)) throw new Error(`${request.path} does not say ${says}`);
}

/** How long a run is: so many seconds, or so many units of work. */
export type Length = { readonly seconds: number } | { readonly units: number };

/** Drives one server. Only loopback. Redirects count as answers: forms end in them. */
export async function drive(base: string, scenario: Scenario, length: Length): Promise<Measured> {
  if (!['127.0.0.1', 'localhost'].includes(new URL(base).hostname)) throw new Error('loopback only');
  const began = performance.now();
  // It looks once a second whether all of so many have been answered.
  let lastAnswer = began;
  const result = await new Promise<Result>((resolve, reject) => {
    autocannon(
      {
        url: base,
        connections: scenario.connections,
        ...('seconds' in length ? { duration: length.seconds } : { amount: length.units * scenario.perUnit }),
        timeout: 20,
        requests: scenario.requests(),
        setupClient: (client) => {
          client.setRequests(scenario.requests());
          client.on('response', () => {
            lastAnswer = performance.now();
          });
        },
      },
      (error, answer) => (error instanceof Error ? reject(error) : resolve(answer)),
    );
  });
  return {
    perSecond: result.requests.total / ((lastAnswer - began) / 1000) / scenario.perUnit,
    bad: result['4xx'] + result['5xx'] + result.errors + result.timeouts,
    p50: result.latency.p50,
    p99: result.latency.p99,
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
