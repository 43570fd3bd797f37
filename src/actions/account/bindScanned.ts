import { findPersonAccount } from '../../store/accounts.ts';
import type { Queryable } from '../../store/database.ts';
import { bindWechat, releaseWechat } from '../../store/wechat.ts';
import type { Services } from '../services.ts';
import type { Device } from '../session/device.ts';
import { tellCredentialChanged } from './tellCredentialChanged.ts';

/** Keeps the WeChat that has just scanned for an account, unless it is somebody's already. Whether it was kept. */
export async function bindScanned(
  services: Services,
  tx: Queryable,
  accountId: string,
  { identity }: { readonly identity: string },
  device: Device,
): Promise<boolean> {
  await tx.row(releaseWechat, accountId, identity);
  const bound = await tx.row(bindWechat, accountId, identity, services.clock.now().toString());
  const account = await tx.row(findPersonAccount, accountId);
  if (bound === undefined || account === undefined) return false;
  await tellCredentialChanged(services, tx, account, 'wechatBound', device.words);
  return true;
}
