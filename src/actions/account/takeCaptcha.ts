import { normalizeDigits } from '../../domain/fields/normalize.ts';
import { isUuid } from '../../domain/fields/uuid.ts';
import { takePictureCode } from '../../store/codes.ts';
import type { Services } from '../services.ts';
import { hashToken } from '../session/openSession.ts';
import { isCode } from './codeHash.ts';
import type { CaptchaPurpose } from './openCaptcha.ts';

/** Whether a picture was read rightly. Right or wrong, it has been answered: another try needs another picture. */
export async function takeCaptcha(
  services: Services,
  token: string,
  purpose: CaptchaPurpose,
  given: { readonly id: string; readonly answer: string },
): Promise<boolean> {
  const { id, answer } = given;
  if (!isUuid(id)) return false;
  const sessionHash = hashToken(token);
  const taken = await services.database.row(takePictureCode, id, purpose, sessionHash, services.clock.now().toString());
  if (taken === undefined) return false;
  const read = normalizeDigits(answer);
  return read.ok && isCode(services, { purpose: 'captcha', target: id, sessionHash }, taken.codeHash, read.value);
}
