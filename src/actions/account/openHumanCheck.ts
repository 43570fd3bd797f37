import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { setProof } from '../../outside/proofOfWork.ts';
import { insertCode } from '../../store/codes.ts';
import type { Services } from '../services.ts';
import { hashToken } from '../session/openSession.ts';
import { codeMinutes } from './codeHash.ts';

/** What a check guards; the answer to one form does not open another. */
export type CaptchaPurpose =
  | 'captcha:register'
  | 'captcha:signIn'
  | 'captcha:signInCode'
  | 'captcha:email'
  | 'captcha:dispute'
  | 'captcha:lookup'
  | 'captcha:published'
  | 'captcha:receipt'
  | 'captcha:join';

/** One question with three ways to answer it, once: read its picture, hear its digits, or let the browser do its work. */
export interface HumanCheck {
  readonly id: string;
  /** The work, for the script of the page. */
  readonly challenge: string;
}

/** Asks a visitor to show that they are no program. Nothing but the work answers it until its code has been drawn or spoken. */
export async function openHumanCheck(services: Services, token: string, purpose: CaptchaPurpose): Promise<HumanCheck> {
  const id = randomUUID();
  const now = services.clock.now();
  const until = now.add({ minutes: codeMinutes }).toString();
  await services.database.row(insertCode, id, purpose, id, randomBytes(32), hashToken(token), now.toString(), until);
  return { id, challenge: await setProof(proofSecret(services), id) };
}

export function proofSecret({ secret }: Services): string {
  return createHmac('sha256', secret).update('proof of work').digest('hex');
}
