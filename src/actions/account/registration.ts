import { z } from 'zod';
import { idTypes } from '../../domain/fields/identity.ts';

/** What the first page of a registration leaves in the session for the second. */
const registration = z.object({
  name: z.string(),
  idType: z.enum(idTypes),
  idNumber: z.string(),
  noticeVersion: z.string(),
  noticeReadAt: z.string(),
});
export type Registration = z.infer<typeof registration>;

const data = z.object({ registration: registration.nullish(), registered: z.string().nullish() });

/** Whose form it is. */
export interface RegisterFrom {
  readonly token: string;
  readonly network: string;
}

export interface RegistrationSoFar {
  /** Undefined before the first page, and again once the account is there. */
  readonly registration: Registration | undefined;
  /** Login name of the account this visitor has just registered. */
  readonly registered: string | undefined;
}

/** How far a visitor has come with registering. */
export function readRegistration(sessionData: Readonly<Record<string, unknown>>): RegistrationSoFar {
  const read = data.safeParse(sessionData);
  if (!read.success) return { registration: undefined, registered: undefined };
  return { registration: read.data.registration ?? undefined, registered: read.data.registered ?? undefined };
}
