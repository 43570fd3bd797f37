import { codeMinutes } from '../account/codeHash.ts';
import { isLink } from './secretPlace.ts';

/** A notice of today's step says nothing new the day after tomorrow; it stands in the person's account anyway. */
const noticeHours = 48;
const firstSeconds = 5;
const mostSeconds = 1800;

interface Tried {
  readonly channel: 'sms' | 'mail';
  readonly text: string;
  readonly at: string;
  readonly code: string | null;
  /** Failures before this one. */
  readonly tries: number;
}

/** When a message that has just failed is tried again: twice as late each time; undefined once it would come too late to be of use. */
export function retryAt(
  { channel, text, at, code, tries }: Tried,
  now: Temporal.Instant,
): Temporal.Instant | undefined {
  const written = Temporal.Instant.from(at);
  // What a mail carries is a link, which lasts longer than a code; an SMS may carry one too.
  const runsOut = channel === 'sms' && code !== null && !isLink(text);
  const useless = written.add(runsOut ? { minutes: codeMinutes } : { hours: noticeHours });
  const next = now.add({ seconds: Math.min(firstSeconds * 2 ** Math.min(tries, 20), mostSeconds) });
  return Temporal.Instant.compare(next, useless) < 0 ? next : undefined;
}
