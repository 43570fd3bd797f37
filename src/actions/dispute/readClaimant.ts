import { z } from 'zod';
import { idTypes } from '../../domain/fields/identity.ts';
import type { Claimant } from './disputeForm.ts';

const kept = z.object({
  dispute: z
    .object({
      name: z.string(),
      idType: z.enum(idTypes),
      idNumber: z.string(),
      certificateNo: z.string(),
      phone: z.string(),
      at: z.string(),
      proven: z.boolean(),
    })
    .nullish(),
});

/** How far a visitor has come with a dispute; undefined before the first page and an hour after it. */
export function readClaimant(
  data: Readonly<Record<string, unknown>>,
  now: Temporal.Instant,
): (Claimant & { readonly proven: boolean }) | undefined {
  const read = kept.safeParse(data);
  const found = read.success ? read.data.dispute : undefined;
  if (found === undefined || found === null) return undefined;
  return Temporal.Instant.compare(Temporal.Instant.from(found.at).add({ hours: 1 }), now) > 0 ? found : undefined;
}
