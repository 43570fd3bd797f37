import { chinaDate, formatDateTime } from '../../domain/time/dates.ts';
import { type CredentialChange, credentialChanges } from '../../domain/vocabulary/credentialChanges.ts';
import type { Queryable } from '../../store/database.ts';
import { recordInLedger } from '../../store/ledger.ts';
import { findSessionDevice } from '../../store/sessions.ts';
import type { Services } from '../services.ts';
import { hashToken } from '../session/openSession.ts';
import { type ToldAccount, type ToldAlso, tellOwner } from './tellOwner.ts';

/**
 * Tells the owner of an account, on every channel they can be reached by, that a credential has changed: when, on which
 * device, and what to do if it was not them. One ledger row for each change.
 *
 * @param account the account as it is after the change
 * @param where the device in words (`deviceOf`), or how it was done without one
 */
export async function tellCredentialChanged(
  services: Services,
  tx: Queryable,
  account: ToldAccount,
  change: CredentialChange,
  where: string,
  also: ToldAlso = {},
): Promise<void> {
  const now = services.clock.now();
  const at = now.toString();
  const { id, name } = account;
  const { title, action } = credentialChanges[change];
  await tx.row(recordInLedger, at, id, name, '', action, 'account', id, '', '{}');
  const body = `时间:${formatDateTime(now, chinaDate(now))},操作来自:${where}。${ifNotYou}`;
  await tellOwner(tx, account, { title, body }, at, also);
}

const ifNotYou = '如不是您本人操作,请立即登录修改密码;不能登录的,请尽快找回账号,或联系当地卫生健康行政部门。';

/** The device of a session, in words. */
export async function deviceOf(tx: Queryable, token: string): Promise<string> {
  const session = await tx.row(findSessionDevice, hashToken(token));
  return session === undefined || session.device === '' ? '未知设备' : session.device;
}
