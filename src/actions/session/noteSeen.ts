import { touchSession } from '../../store/sessions.ts';
import type { Services } from '../services.ts';
import { hashToken } from './openSession.ts';

/** When a session was last seen, to the minute: a busy one writes it once a minute and not with each request. */
export async function noteSeen(
  { database }: Services,
  token: string,
  seen: string | null,
  now: Temporal.Instant,
): Promise<void> {
  const minuteAgo = now.subtract({ minutes: 1 });
  if (seen !== null && Temporal.Instant.compare(Temporal.Instant.from(seen), minuteAgo) > 0) return;
  await database.row(touchSession, hashToken(token), now.toString(), minuteAgo.toString());
}
