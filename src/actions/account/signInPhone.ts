import { z } from 'zod';

/** Minutes a phone typed for a code is kept: as long as its code counts, and some for reading. */
const minutes = 10;

const data = z.object({ signInPhone: z.object({ phone: z.string(), at: z.string() }).nullish() });

/** The phone a visitor has asked a code for, and when; undefined when that is long ago. */
export function readSignInPhone(
  sessionData: Readonly<Record<string, unknown>>,
  now: Temporal.Instant,
): { readonly phone: string; readonly at: Temporal.Instant } | undefined {
  const asked = data.safeParse(sessionData).data?.signInPhone;
  if (asked === undefined || asked === null) return undefined;
  const at = Temporal.Instant.from(asked.at);
  return Temporal.Instant.compare(at.add({ minutes }), now) > 0 ? { phone: asked.phone, at } : undefined;
}
