import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import { lockBudget } from '../../store/codes.ts';
import type { Queryable } from '../../store/database.ts';
import type { Services } from '../services.ts';
import { countTry } from './attempts.ts';

/** Links by mail: one a minute and ten a day of one account; five a day to one address, whoever asks. */
const most = { account: 10, address: 5 };

/** Why no link may be sent now; else it is counted. The account must be locked. */
export async function overMailBudget(
  services: Services,
  tx: Queryable,
  accountId: string,
  email: string,
): Promise<Refusal | undefined> {
  const now = services.clock.now();
  const dayAgo = now.subtract({ hours: 24 });
  const minute = { purpose: 'mailLinkMinute', subject: accountId, most: 1, since: now.subtract({ minutes: 1 }) };
  if (!(await countTry(services, minute, tx)).ok) return refusal('mail.tooSoon');
  const ofAccount = { purpose: 'mailLinkDay', subject: accountId, most: most.account, since: dayAgo };
  if (!(await countTry(services, ofAccount, tx)).ok) return refusal('mail.tooMany');
  await tx.row(lockBudget, email);
  const ofAddress = { purpose: 'mailLinkAddress', subject: email, most: most.address, since: dayAgo };
  return (await countTry(services, ofAddress, tx)).ok ? undefined : refusal('mail.tooMany');
}
