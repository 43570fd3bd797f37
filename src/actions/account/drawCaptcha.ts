import { isUuid } from '../../domain/fields/uuid.ts';
import { drawPictureCode, randomPictureCode } from '../../outside/captcha.ts';
import { redrawCode } from '../../store/codes.ts';
import type { Services } from '../services.ts';
import { hashToken } from '../session/openSession.ts';
import { codeMinutes, hashCode } from './codeHash.ts';

/**
 * The picture of a question as SVG, with a new code each time: only its hash is kept, so what was drawn before cannot be
 * drawn again. Undefined when the question is not this visitor's, has been answered, or is too old.
 */
export async function drawCaptcha(services: Services, token: string, id: string): Promise<string | undefined> {
  if (!isUuid(id)) return undefined;
  const code = randomPictureCode();
  const sessionHash = hashToken(token);
  const now = services.clock.now();
  const drawn = await services.database.row(
    redrawCode,
    id,
    sessionHash,
    hashCode(services, { purpose: 'captcha', target: id, sessionHash }, code),
    now.toString(),
    now.add({ minutes: codeMinutes }).toString(),
  );
  if (drawn === undefined) return undefined;
  await services.keepCaptcha?.({ id, text: '验证码图片', code });
  return drawPictureCode(code);
}
