import { createChallenge, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { z } from 'zod';

/** About 256 keys of 2000 rounds for the browser (a second or two on an old phone), one of them for us. */
const work = { algorithm: 'PBKDF2/SHA-256', cost: 2000, keyPrefix: '00' } as const;

const longest = 4096;
const payload = z.object({
  challenge: z.object({
    parameters: z.looseObject({
      algorithm: z.string(),
      nonce: z.string(),
      salt: z.string(),
      cost: z.number(),
      keyLength: z.number(),
      keyPrefix: z.string(),
      data: z.object({ id: z.string() }),
    }),
    signature: z.string(),
  }),
  solution: z.object({ counter: z.number(), derivedKey: z.string() }),
});

/** A task of the altcha protocol for one question, as JSON; how long it may be answered is a matter of the question. */
export async function setProof(secret: string, questionId: string): Promise<string> {
  const challenge = await createChallenge({
    ...work,
    deriveKey,
    data: { id: questionId },
    hmacSignatureSecret: secret,
  });
  return JSON.stringify(challenge);
}

/** Whether this is the work for this very question. What has not been signed here is refused before any work is done. */
export async function isProof(secret: string, questionId: string, given: string): Promise<boolean> {
  const read = readPayload(given);
  if (read === undefined || read.challenge.parameters.data.id !== questionId) return false;
  const { verified } = await verifySolution({ ...read, deriveKey, hmacSignatureSecret: secret });
  return verified;
}

function readPayload(given: string) {
  if (given === '' || given.length > longest) return undefined;
  try {
    return payload.safeParse(JSON.parse(Buffer.from(given, 'base64').toString('utf8'))).data;
  } catch (fault) {
    if (fault instanceof SyntaxError) return undefined;
    throw fault;
  }
}
