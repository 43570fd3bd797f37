import { z } from 'zod';

/** Minutes in which the rest must be done once the phone, or the right to look at a request, has been proven. */
const provenMinutes = 30;

const data = z.object({
  joining: z
    .object({
      name: z.string(),
      number: z.string(),
      creditCode: z.string(),
      regionCode: z.string(),
      headName: z.string(),
      contactName: z.string(),
      phone: z.string(),
      email: z.string(),
      noticeVersion: z.string(),
      noticeReadAt: z.string(),
      provenAt: z.string().nullable(),
    })
    .nullish(),
  joined: z.object({ receipt: z.string(), authority: z.string() }).nullish(),
  following: z
    .object({ receipt: z.string(), phone: z.string(), id: z.string(), openedAt: z.string().nullable() })
    .nullish(),
});
type Data = z.infer<typeof data>;

export type Joining = NonNullable<Data['joining']>;
export type Following = NonNullable<Data['following']>;

/** How far a visitor has come with 机构入驻申请, and which request they have asked about. */
export interface JoiningState {
  readonly joining: Joining | undefined;
  /** The phone has been proven a short while ago. */
  readonly proven: boolean;
  readonly joined: { readonly receipt: string; readonly authority: string } | undefined;
  readonly following: Following | undefined;
  /** Receipt and phone have been proven a short while ago: the request is open to this visitor. */
  readonly opened: boolean;
}

export function readJoiningState(sessionData: Readonly<Record<string, unknown>>, now: Temporal.Instant): JoiningState {
  const read = data.safeParse(sessionData);
  const { joining, joined, following }: Data = read.success ? read.data : {};
  const recent = (at: string | null | undefined) =>
    at != null && Temporal.Instant.compare(now, Temporal.Instant.from(at).add({ minutes: provenMinutes })) < 0;
  return {
    joining: joining ?? undefined,
    proven: recent(joining?.provenAt),
    joined: joined ?? undefined,
    following: following ?? undefined,
    opened: recent(following?.openedAt),
  };
}
