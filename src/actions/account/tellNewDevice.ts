import { cutNetwork } from '../../domain/fields/network.ts';
import { chinaDate, formatDateTime } from '../../domain/time/dates.ts';
import { findPersonAccount } from '../../store/accounts.ts';
import type { Queryable } from '../../store/database.ts';
import type { Device } from '../session/device.ts';
import { tellOwner } from './tellOwner.ts';

/** Somebody has signed in with a device this account has not been seen with. */
export async function tellNewDevice(
  tx: Queryable,
  now: Temporal.Instant,
  accountId: string,
  device: Device,
): Promise<void> {
  const account = await tx.row(findPersonAccount, accountId);
  if (account === undefined) return;
  const body =
    `时间:${formatDateTime(now, chinaDate(now))},设备:${device.words},网络:${cutNetwork(device.address)}。` +
    '如不是您本人,请在“安全设置”的“登录设备”中退出该设备,并马上修改密码。';
  await tellOwner(tx, account, { title: '在新设备上登录', body }, now.toString());
}
