import { z } from 'zod';

/** Minutes the way to the provider and back may take (people type there), and an identity waits to be confirmed. */
const [wayMinutes, shownMinutes] = [10, 15];

const data = z.object({
  ssoWay: z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), at: z.string() }).nullish(),
  sso: z.object({ identity: z.string(), name: z.string().nullable(), at: z.string() }).nullish(),
});

/** What a session knows of a sign-in by 统一身份认证 that is under way. */
export function readSso(sessionData: Readonly<Record<string, unknown>>, now: Temporal.Instant) {
  const { ssoWay, sso } = data.safeParse(sessionData).data ?? {};
  const young = (at: string, minutes: number) =>
    Temporal.Instant.compare(Temporal.Instant.from(at).add({ minutes }), now) > 0;
  return {
    /** Undefined when nobody was sent there in the last minutes. */
    way: ssoWay && young(ssoWay.at, wayMinutes) ? ssoWay : undefined,
    /** Who has come back, not yet confirmed on this device. */
    shown: sso && young(sso.at, shownMinutes) ? sso : undefined,
  };
}
