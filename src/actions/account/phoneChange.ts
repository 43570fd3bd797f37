import { z } from 'zod';

/** Minutes the proof of the old number lasts; it is good for one change. */
const proofMinutes = 10;

const data = z.object({ phoneChange: z.object({ from: z.string(), to: z.string(), at: z.string() }).nullish() });

/** A change of number that is under way in a session. */
export interface PhoneChange {
  /** The old number, which has been proven. */
  readonly from: string;
  /** The new number as it was typed last, '' before. */
  readonly to: string;
  readonly at: string;
}

/** Undefined until the old number has been proven in this session, ten minutes later, and after the change. */
export function readPhoneChange(
  sessionData: Readonly<Record<string, unknown>>,
  now: Temporal.Instant,
): PhoneChange | undefined {
  const read = data.safeParse(sessionData);
  const change = read.success ? (read.data.phoneChange ?? undefined) : undefined;
  if (change === undefined) return undefined;
  const until = Temporal.Instant.from(change.at).add({ minutes: proofMinutes });
  return Temporal.Instant.compare(now, until) < 0 ? change : undefined;
}
