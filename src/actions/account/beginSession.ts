import type { Queryable } from '../../store/database.ts';
import { findDevice, keepDevice } from '../../store/devices.ts';
import { deleteSession, lockSessionData } from '../../store/sessions.ts';
import { transaction } from '../../store/transaction.ts';
import type { Services } from '../services.ts';
import { type Device, hashDevice } from '../session/device.ts';
import { hashToken, openSessionIn } from '../session/openSession.ts';
import { bindScanned } from './bindScanned.ts';
import { matchIn } from './matchRoster.ts';
import { tellNewDevice } from './tellNewDevice.ts';
import { readWechat } from './wechatState.ts';

export interface Before {
  readonly token: string | null;
  readonly device: Device;
  readonly bindWechat: boolean;
}

type End = 'person' | 'institution' | 'authority';

/** The session of somebody who has shown who they are, in a transaction of its own. */
export async function beginSession(services: Services, end: End, accountId: string, before: Before): Promise<string> {
  return transaction(services.database, (tx) => beginSessionIn(services, tx, end, accountId, before));
}

/**
 * A new token, so that one planted before is worth nothing (T8), and for a physician 医师信息自动校验 in the same
 * transaction, because the page that shows its result may not write. A device the account has not been seen with is told
 * to its owner.
 */
export async function beginSessionIn(
  services: Services,
  tx: Queryable,
  end: End,
  accountId: string,
  { token, device, bindWechat }: Before,
): Promise<string> {
  const now = services.clock.now();
  const at = now.toString();
  if (token !== null) {
    const old = hashToken(token);
    const visitor = await tx.row(lockSessionData, old, at);
    const { scanned } = readWechat(visitor?.data ?? {}, now);
    if (end === 'person' && bindWechat && scanned?.confirmed === true)
      await bindScanned(services, tx, accountId, scanned, device);
    await tx.row(deleteSession, old);
  }
  if (end === 'person') await matchIn(tx, accountId, at);
  const keyHash = hashDevice(device);
  const acquaintance = await tx.row(findDevice, accountId, keyHash);
  // Nobody is warned of the first sign-in of all.
  if (end === 'person' && acquaintance?.known === false && acquaintance.any)
    await tellNewDevice(tx, now, accountId, device);
  await tx.row(keepDevice, accountId, keyHash, device.words, at);
  return openSessionIn(services, tx, end, accountId, {}, device);
}
