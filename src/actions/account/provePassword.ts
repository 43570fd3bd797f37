import type { PersonActor } from '../../domain/access/actor.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import { verifyPassword } from '../../outside/passwordHash.ts';
import { Busy } from '../../outside/turnstile.ts';
import { findPasswordHash } from '../../store/accounts.ts';
import type { Services } from '../services.ts';
import { countTry, forgetTries } from './attempts.ts';

const most = 10;
const minutes = 15;

/** Somebody signed in shows once more that they know the password; undefined when they do. */
export async function provePassword(
  services: Services,
  actor: PersonActor,
  { password }: { readonly password: string },
): Promise<Refusal | undefined> {
  if (password === '') return refusal('field.required', 'password', { label: '登录密码' });
  const since = services.clock.now().subtract({ minutes });
  const counted = { purpose: 'provePassword', subject: actor.accountId, most, since };
  const counting = await countTry(services, counted);
  if (!counting.ok) return refusal('signIn.tooMany', 'password', { minutes: String(minutes) });
  const stored = await services.database.row(findPasswordHash, actor.accountId);
  try {
    if (!(await verifyPassword(stored?.passwordHash, password, true)))
      return refusal('wechat.passwordWrong', 'password');
  } catch (error) {
    if (error instanceof Busy) return refusal('account.busy');
    throw error;
  }
  await forgetTries(services, counted);
  return undefined;
}
