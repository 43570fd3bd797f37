import type { PersonActor } from '../../domain/access/actor.ts';
import { parsePhone } from '../../domain/fields/phone.ts';
import { refusal } from '../../domain/vocabulary/refusals.ts';
import { setPhone } from '../../store/accounts.ts';
import { done, notFound, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';

/** 手机号填错了: another number, as long as none has been proven. */
export async function changePhone(services: Services, actor: PersonActor, typed: string): Promise<Outcome<'changed'>> {
  if (typed === '') return refuse(refusal('field.required', 'phone', { label: '手机号' }));
  const phone = parsePhone(typed);
  if (!phone.ok) return refuse(refusal(phone.code, 'phone'));
  const changed = await services.database.row(setPhone, actor.accountId, phone.value);
  return changed === undefined ? notFound : done('changed');
}
