import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import { verifyPassword } from '../../outside/passwordHash.ts';
import { findPassword } from '../../store/credentials.ts';
import type { Services } from '../services.ts';
import { countTry, forgetTries, tooManyTries } from './attempts.ts';

const most = 10;
const minutes = 15;

/**
 * Somebody signed in shows once more that they know the password; undefined when they do. Guesses are counted together with
 * those of 修改密码.
 * @throws Busy when too many checks wait already: call it within `unlessBusy`
 */
export async function provePassword(
  services: Services,
  accountId: string,
  password: string,
): Promise<Refusal | undefined> {
  if (password === '') return refusal('field.required', 'password', { label: '登录密码' });
  const since = services.clock.now().subtract({ minutes });
  const counted = { purpose: 'password', subject: accountId, most, since };
  const counting = await countTry(services, counted);
  if (!counting.ok) return tooManyTries(services, counting.since, 'password');
  const stored = await services.database.row(findPassword, accountId);
  if (!(await verifyPassword(stored?.passwordHash, password, true))) return refusal('password.notYours', 'password');
  await forgetTries(services, counted);
  return undefined;
}
