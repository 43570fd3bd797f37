import { z } from 'zod';
import { type InclusionProof, readProof } from '../../domain/log/proof.ts';
import {
  agreements,
  laterTitles,
  type ReceiptAnswer,
  type ReceiptQuestion,
  receiptStatuses,
} from '../../domain/register/receipt.ts';
import { readToken, signToken } from '../../outside/issuing/token.ts';
import type { Services } from '../services.ts';

/** A signed answer as it was given. */
export interface Receipt {
  readonly number: string;
  readonly madeAt: Temporal.Instant;
  /** Address of the register that answered. */
  readonly issuer: string;
  readonly question: ReceiptQuestion;
  readonly answer: ReceiptAnswer;
  /** That the transparency log has the event the answer rests on; null where the log took nothing in at that moment. */
  readonly log: InclusionProof | null;
}

const keyOf = <T extends object>(words: T) => z.enum(Object.keys(words) as [keyof T & string]);

const payloadSchema = z.object({
  iss: z.string(),
  iat: z.number(),
  jti: z.string(),
  log: z.unknown().transform((given) => readProof(JSON.stringify(given ?? null)) ?? null),
  question: z.object({
    name: z.string(),
    licenceNo: z.string(),
    on: z.iso.date(),
    institution: z.string(),
    technique: z.string(),
  }),
  answer: z.object({
    status: keyOf(receiptStatuses),
    mayPractise: z.boolean(),
    registeredOn: z.iso.date().nullable(),
    authority: z.string().nullable(),
    institution: keyOf(agreements).nullable(),
    institutionAs: z.enum(['main', 'site']).nullable(),
    technique: keyOf(agreements).nullable(),
    techniques: z.string(),
    conditions: z.string(),
    later: z.array(z.object({ type: keyOf(laterTitles), on: z.iso.date() })).default([]),
  }),
});

/** Question and answer with number and moment, signed by the register: whoever has the text needs nobody to believe it. */
export function signReceipt(
  { issuerKeys, publicUrl }: Pick<Services, 'issuerKeys' | 'publicUrl'>,
  { number, madeAt, question, answer, log }: Omit<Receipt, 'issuer'>,
): Promise<string> {
  const said = { iss: publicUrl, iat: Math.floor(madeAt.epochMilliseconds / 1000), jti: number, question, answer, log };
  return signToken(issuerKeys.current(), 'register-receipt+jwt', said);
}

/** What a text says that this register has signed with a key that counts; undefined for anything else. */
export async function readReceiptToken(
  { issuerKeys }: Pick<Services, 'issuerKeys'>,
  token: string,
): Promise<Receipt | undefined> {
  const said = payloadSchema.safeParse(await readToken(token, 'register-receipt+jwt', issuerKeys.find));
  if (!said.success) return undefined;
  const { iss: issuer, iat, jti: number, ...rest } = said.data;
  return { ...rest, number, madeAt: Temporal.Instant.fromEpochMilliseconds(iat * 1000), issuer };
}
