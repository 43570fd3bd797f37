import { z } from 'zod';
import {
  agreements,
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
}

const keyOf = <T extends object>(words: T) => z.enum(Object.keys(words) as [keyof T & string]);

const payloadSchema = z.object({
  iss: z.string(),
  iat: z.number(),
  jti: z.string(),
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
  }),
});

/** Question and answer with number and moment, signed by the register: whoever has the text needs nobody to believe it. */
export function signReceipt(
  { issuerKeys, publicUrl }: Pick<Services, 'issuerKeys' | 'publicUrl'>,
  { number, madeAt, question, answer }: Omit<Receipt, 'issuer'>,
): Promise<string> {
  const iat = Math.floor(madeAt.epochMilliseconds / 1000);
  return signToken(issuerKeys.current(), 'register-receipt+jwt', {
    iss: publicUrl,
    iat,
    jti: number,
    question,
    answer,
  });
}

/** What a text says that this register has signed with a key that counts; undefined for anything else. */
export async function readReceiptToken(
  { issuerKeys }: Pick<Services, 'issuerKeys'>,
  token: string,
): Promise<Receipt | undefined> {
  const said = payloadSchema.safeParse(await readToken(token, 'register-receipt+jwt', issuerKeys.find));
  if (!said.success) return undefined;
  const { iss, iat, jti, question, answer } = said.data;
  return {
    number: jti,
    madeAt: Temporal.Instant.fromEpochMilliseconds(iat * 1000),
    issuer: iss,
    question,
    answer,
  };
}
