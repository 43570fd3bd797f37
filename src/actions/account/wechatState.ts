import { z } from 'zod';

/** Minutes the way to WeChat and back may take, and a scanned identity waits for the password. */
const stateMinutes = 2;
const scannedMinutes = 15;

const data = z.object({
  wechatState: z.object({ state: z.string(), at: z.string() }).nullish(),
  wechat: z
    .object({
      identity: z.string(),
      nickname: z.string().nullable(),
      at: z.string(),
      confirmed: z.boolean().default(false),
    })
    .nullish(),
});

export interface WechatSoFar {
  /** What WeChat must hand back; undefined when nobody was sent there in the last two minutes. */
  readonly state: string | undefined;
  /** Who scanned, and whether they have confirmed on this device that it was them. */
  readonly scanned: Scanned | undefined;
}

export interface Scanned {
  readonly identity: string;
  readonly nickname: string | null;
  readonly confirmed: boolean;
}

/** What a session knows of a sign-in by WeChat that is under way. */
export function readWechat(sessionData: Readonly<Record<string, unknown>>, now: Temporal.Instant): WechatSoFar {
  const read = data.safeParse(sessionData);
  if (!read.success) return { state: undefined, scanned: undefined };
  const { wechatState, wechat } = read.data;
  const young = (at: string, minutes: number) =>
    Temporal.Instant.compare(Temporal.Instant.from(at).add({ minutes }), now) > 0;
  return {
    state: wechatState && young(wechatState.at, stateMinutes) ? wechatState.state : undefined,
    scanned: wechat && young(wechat.at, scannedMinutes) ? wechat : undefined,
  };
}
