import { setTimeout as pause } from 'node:timers/promises';
import { Secret, TOTP } from 'otpauth';

const seconds = 30;
/** The last step whose code was given out, by secret: each counts once. */
const given = new Map<string, number>();

/** The code an authenticator shows at a moment, in seconds since 1970; written without the program's own code. */
export function codeAt(secret: string, at: number): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at * 1000 });
}

/** The next code that somebody with this authenticator can sign in with. */
export async function nextCode(secret: string): Promise<string> {
  const step = Math.max(stepNow(), (given.get(secret) ?? 0) + 1);
  given.set(secret, step);
  // A code one step early is still taken; for anything later its time must come, as it must for people.
  while (step > stepNow() + 1) await pause(1000);
  return codeAt(secret, step * seconds);
}

function stepNow(): number {
  return Math.floor(Date.now() / 1000 / seconds);
}
