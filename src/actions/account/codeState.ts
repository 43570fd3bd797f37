import { countSentCodes } from '../../store/codes.ts';
import type { Services } from '../services.ts';
import { codeMinutes } from './codeHash.ts';

export interface CodeState {
  /** Seconds until another code may be sent; 0 when none has been sent in the last minute. */
  readonly waitSeconds: number;
  /** A code is under way that can still be typed in. */
  readonly codeSent: boolean;
}

/** How long ago a code went to a number. */
export async function readCodeState(services: Services, phone: string): Promise<CodeState> {
  const now = services.clock.now();
  const hour = now.subtract({ hours: 1 }).toString();
  const sent = phone === '' ? undefined : await services.database.row(countSentCodes, phone, hour, hour);
  if (sent?.last == null) return { waitSeconds: 0, codeSent: false };
  const age = Temporal.Instant.from(sent.last).until(now).total('seconds');
  return { waitSeconds: Math.max(0, Math.ceil(60 - age)), codeSent: age < codeMinutes * 60 };
}
