import { randomBytes, randomUUID } from 'node:crypto';
import { insertCode } from '../../store/codes.ts';
import type { Services } from '../services.ts';
import { hashToken } from '../session/openSession.ts';
import { codeMinutes } from './codeHash.ts';

/** What a picture code guards; the picture of one form does not open another. */
export type CaptchaPurpose = 'captcha:register' | 'captcha:email' | 'captcha:dispute';

/** Asks a visitor for a picture code. Nothing answers it until its picture has been drawn. Returns its id. */
export async function openCaptcha(services: Services, token: string, purpose: CaptchaPurpose): Promise<string> {
  const id = randomUUID();
  const now = services.clock.now();
  const until = now.add({ minutes: codeMinutes }).toString();
  await services.database.row(insertCode, id, purpose, id, randomBytes(32), hashToken(token), now.toString(), until);
  return id;
}
