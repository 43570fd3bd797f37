import { createHmac } from 'node:crypto';
import { isUuid } from '../../domain/fields/uuid.ts';
import { speakCode, spokenCodeOf } from '../../outside/spokenCode.ts';
import { redrawCode } from '../../store/codes.ts';
import type { Services } from '../services.ts';
import { hashToken } from '../session/openSession.ts';
import { codeMinutes, hashCode } from './codeHash.ts';

/**
 * A question spoken instead of drawn; whatever its picture said is worth nothing from now on. Undefined when the question is
 * not this visitor's, has been answered, or is too old.
 */
export async function speakCaptcha(services: Services, token: string, id: string): Promise<Buffer | undefined> {
  if (!isUuid(id)) return undefined;
  const seed = createHmac('sha256', services.secret).update(`spoken ${id}`).digest();
  const code = spokenCodeOf(seed);
  const sessionHash = hashToken(token);
  const now = services.clock.now();
  const of = { purpose: 'captcha', target: id, sessionHash };
  const until = now.add({ minutes: codeMinutes }).toString();
  const spoken = await services.database.row(
    redrawCode,
    id,
    sessionHash,
    hashCode(services, of, code),
    now.toString(),
    until,
  );
  if (spoken === undefined) return undefined;
  await services.keepCaptcha?.({ id, text: '语音验证码', code });
  return speakCode(services.spokenDigits, code, seed);
}
