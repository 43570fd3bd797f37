import { deleteSession, lockSessionData } from '../../store/sessions.ts';
import { transaction } from '../../store/transaction.ts';
import { bindWechat, releaseWechat } from '../../store/wechat.ts';
import type { Services } from '../services.ts';
import { hashToken, openSessionIn } from '../session/openSession.ts';
import { matchIn } from './matchRoster.ts';
import { readWechat } from './wechatState.ts';

export interface Before {
  readonly token: string | null;
  readonly bindWechat: boolean;
}

/**
 * The session of somebody who has shown who they are: a new token, so that one planted before is worth nothing (T8), and
 * for a physician 医师信息自动校验 in the same transaction, because the page that shows its result may not write.
 */
export async function beginSession(
  services: Services,
  end: 'person' | 'institution' | 'authority',
  accountId: string,
  before: Before,
): Promise<string> {
  const now = services.clock.now();
  const at = now.toString();
  return transaction(services.database, async (tx) => {
    if (before.token !== null) {
      const old = hashToken(before.token);
      const visitor = await tx.row(lockSessionData, old, at);
      const { scanned } = readWechat(visitor?.data ?? {}, now);
      if (end === 'person' && before.bindWechat && scanned !== undefined) {
        await tx.row(releaseWechat, accountId, scanned.identity);
        await tx.row(bindWechat, accountId, scanned.identity, at);
      }
      await tx.row(deleteSession, old);
    }
    if (end === 'person') await matchIn(tx, accountId, at);
    return openSessionIn(services, tx, end, accountId);
  });
}
