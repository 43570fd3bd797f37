import { randomUUID } from 'node:crypto';
import { insertNotice } from '../../store/accounts.ts';
import { lockBudget } from '../../store/codes.ts';
import type { Queryable } from '../../store/database.ts';
import { insertMessage } from '../../store/messages.ts';
import type { Services } from '../services.ts';
import { countTry, networkOf } from './attempts.ts';
import { overSiteBudget } from './codeBudgets.ts';

/** Such messages in a day: to one number, and caused from one network. */
const most = { phone: 1, network: 20 };

const words =
  '您填写的证件号码以前已注册过账号,本次没有新建账号,请用原来的登录名或已验证的手机号登录。' +
  '忘记密码的,请在登录页面点击“忘记密码”;不是您本人注册的,请在该页面“提出异议”。';

export interface Telling {
  readonly phone: string;
  readonly network: string;
}

/**
 * Whether the phone that was typed may be told, which is counted. Those with nothing to be told are counted just so, apart:
 * the time of an answer says no more than its words do.
 */
export async function mayTell(
  services: Services,
  tx: Queryable,
  known: boolean,
  { phone, network }: Telling,
): Promise<boolean> {
  const since = services.clock.now().subtract({ hours: 24 });
  const from = networkOf(network);
  const purpose = known ? 'registeredBefore' : 'registeredFirst';
  await tx.row(lockBudget, phone);
  const ofPhone = await countTry(services, { purpose, subject: phone, most: most.phone, since }, tx);
  await tx.row(lockBudget, from);
  const ofNetwork = { purpose: `${purpose}Network`, subject: from, most: most.network, since };
  return ofPhone.ok && (await countTry(services, ofNetwork, tx)).ok;
}

/**
 * Somebody has registered with an ID number that has an account. The page says what it says to everybody (T3); the phone they
 * have typed hears why they cannot sign in with what they have just set, and the account keeps a notice for its owner.
 */
export async function tellRegisteredBefore(
  services: Services,
  tx: Queryable,
  ownerId: string,
  phone: string,
): Promise<void> {
  const at = services.clock.now().toString();
  const notice = '有人用您的证件号码再次注册,没有成功,您的账号没有变化。是您本人操作的,不用理会。';
  await tx.row(insertNotice, ownerId, null, '证件号码被再次用于注册', notice, at);
  if ((await overSiteBudget(services, tx)) !== undefined) return;
  await tx.row(insertMessage, randomUUID(), 'sms', phone, '', `【杏林】${words}`, null, at);
}
