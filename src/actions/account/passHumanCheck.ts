import { normalizeDigits } from '../../domain/fields/normalize.ts';
import { isUuid } from '../../domain/fields/uuid.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import { isProof } from '../../outside/proofOfWork.ts';
import { takePictureCode } from '../../store/codes.ts';
import type { Services } from '../services.ts';
import { hashToken } from '../session/openSession.ts';
import { countTry, networkOf } from './attempts.ts';
import { isCode } from './codeHash.ts';
import { type CaptchaPurpose, proofSecret } from './openHumanCheck.ts';

/** What a form brings: the question, and one of its answers. */
export interface HumanAnswer {
  readonly id: string;
  /** Digits read in the picture or heard. */
  readonly typed: string;
  /** The work the browser has done. */
  readonly proof: string;
}

/** Questions answered from one network in a quarter of an hour: a county hospital signs up behind one address. */
const mostPerNetwork = 300;

/**
 * The one way a check is passed: undefined, or what to say at its field. Right or wrong, the question has been answered:
 * another try needs another one.
 */
export async function passHumanCheck(
  services: Services,
  purpose: CaptchaPurpose,
  from: { readonly token: string; readonly network: string },
  given: HumanAnswer,
): Promise<Refusal | undefined> {
  if (given.typed === '' && given.proof === '') return refusal('field.required', 'captcha', { label: '验证码' });
  const since = services.clock.now().subtract({ minutes: 15 });
  const subject = networkOf(from.network);
  const counting = await countTry(services, { purpose: 'captcha', subject, most: mostPerNetwork, since });
  const right = await isAnswered(services, purpose, from.token, given);
  return counting.ok && right ? undefined : refusal('captcha.wrong', 'captcha');
}

async function isAnswered(services: Services, purpose: CaptchaPurpose, token: string, given: HumanAnswer) {
  const { id, typed, proof } = given;
  if (!isUuid(id)) return false;
  const sessionHash = hashToken(token);
  const taken = await services.database.row(takePictureCode, id, purpose, sessionHash, services.clock.now().toString());
  if (taken === undefined) return false;
  const read = normalizeDigits(typed);
  const code = read.ok ? read.value : '';
  if (code !== '' && isCode(services, { purpose: 'captcha', target: id, sessionHash }, taken.codeHash, code))
    return true;
  return isProof(proofSecret(services), id, proof);
}
