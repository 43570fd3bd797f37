import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import type { Services } from '../services.ts';
import { countTry, networkOf } from './attempts.ts';
import type { CaptchaPurpose } from './openCaptcha.ts';
import { takeCaptcha } from './takeCaptcha.ts';

/** Pictures answered from one network in a quarter of an hour: a county hospital signs up behind one address. */
const mostPerNetwork = 300;

/** What is wrong with the answer to the picture of a form; undefined when it was read rightly. */
export async function checkCaptcha(
  services: Services,
  token: string,
  network: string,
  purpose: CaptchaPurpose,
  given: { readonly captchaId: string; readonly captcha: string },
): Promise<Refusal | undefined> {
  if (given.captcha === '') return refusal('field.required', 'captcha', { label: '验证码' });
  const since = services.clock.now().subtract({ minutes: 15 });
  const counted = { purpose: 'captcha', subject: networkOf(network), most: mostPerNetwork, since };
  const counting = await countTry(services, counted);
  const read = await takeCaptcha(services, token, purpose, { id: given.captchaId, answer: given.captcha });
  return counting.ok && read ? undefined : refusal('captcha.wrong', 'captcha');
}
