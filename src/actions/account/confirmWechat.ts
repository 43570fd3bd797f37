import { refusal } from '../../domain/vocabulary/refusals.ts';
import { lockSessionData, mergeSessionData } from '../../store/sessions.ts';
import { transaction } from '../../store/transaction.ts';
import { findWechatAccount } from '../../store/wechat.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import type { Device } from '../session/device.ts';
import { hashToken } from '../session/openSession.ts';
import { beginSessionIn } from './beginSession.ts';
import { bindScanned } from './bindScanned.ts';
import { readWechat } from './wechatState.ts';

/** Signed in with a new token, bound to the account that is signed in, or kept until the visitor signs in. */
export type Confirmed =
  | { readonly kind: 'signedIn'; readonly token: string }
  | { readonly kind: 'bound' }
  | { readonly kind: 'waits' };

export interface Confirming {
  readonly token: string;
  readonly device: Device;
  /** Who is signed in at this device; null: nobody. */
  readonly accountId: string | null;
}

/** “是我本人” after a scan: only now something comes of it. What was confirmed is used up, but for a visitor who has no account yet. */
export async function confirmWechat(services: Services, confirming: Confirming): Promise<Outcome<Confirmed>> {
  const { token, device, accountId } = confirming;
  const now = services.clock.now();
  const hash = hashToken(token);
  return transaction(services.database, async (tx) => {
    const session = await tx.row(lockSessionData, hash, now.toString());
    const { scanned } = readWechat(session?.data ?? {}, now);
    if (scanned === undefined) return refuse(refusal('wechat.failed'));
    const owner = await tx.row(findWechatAccount, scanned.identity);
    if (accountId === null && owner !== undefined) {
      const before = { token, device, bindWechat: false };
      return done({ kind: 'signedIn', token: await beginSessionIn(services, tx, 'person', owner.accountId, before) });
    }
    if (accountId === null) {
      const kept = { wechat: { ...scanned, at: now.toString(), confirmed: true } };
      await mergeSessionData(tx, hash, now.toString(), kept);
      return done({ kind: 'waits' });
    }
    await mergeSessionData(tx, hash, now.toString(), { wechat: null });
    if (owner?.accountId === accountId) return done({ kind: 'bound' });
    const bound = owner === undefined && (await bindScanned(services, tx, accountId, scanned, device));
    return bound ? done({ kind: 'bound' }) : refuse(refusal('wechat.taken'));
  });
}
