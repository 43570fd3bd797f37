import { z } from 'zod';
import { idTypes } from '../../domain/fields/identity.ts';
import type { Wanted } from './recoveryForm.ts';

const kept = z.object({
  recovery: z
    .object({ name: z.string(), idType: z.enum(idTypes), idNumber: z.string(), phone: z.string(), at: z.string() })
    .nullish(),
});

/** Whom the code was sent for, kept in the session of the clerk; undefined after half an hour and once it is started. */
export function readWanted(data: Readonly<Record<string, unknown>>, now: Temporal.Instant): Wanted | undefined {
  const read = kept.safeParse(data);
  const found = read.success ? read.data.recovery : undefined;
  if (found === undefined || found === null) return undefined;
  return Temporal.Instant.compare(Temporal.Instant.from(found.at).add({ minutes: 30 }), now) > 0 ? found : undefined;
}
