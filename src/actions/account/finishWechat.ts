import { refusal } from '../../domain/vocabulary/refusals.ts';
import { ProviderError } from '../../outside/providerError.ts';
import type { WechatIdentity } from '../../outside/wechat/login.ts';
import { lockSessionData, mergeSessionData } from '../../store/sessions.ts';
import { transaction } from '../../store/transaction.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { keepInSession } from '../session/closeSession.ts';
import { hashToken } from '../session/openSession.ts';
import { readWechat } from './wechatState.ts';

/**
 * Back from WeChat: who scanned is kept in the session, and nothing is bound and nobody signed in before they have confirmed
 * it on this device (T10). A state counts once and only in the session it was made for, so that nobody is led into another's
 * account.
 */
export async function finishWechat(
  services: Services,
  token: string,
  given: { readonly code: string; readonly state: string },
): Promise<Outcome<'scanned'>> {
  if (!(await takeState(services, token, given.state))) return refuse(refusal('wechat.failed'));
  const identity = await exchange(services, given.code);
  if (identity === undefined) return refuse(refusal('wechat.failed'));
  const key = identity.unionId === null ? `open:${identity.openId}` : `union:${identity.unionId}`;
  const at = services.clock.now().toString();
  await keepInSession(services, token, { wechat: { identity: key, nickname: identity.nickname, at } });
  return done('scanned');
}

async function takeState(services: Services, token: string, given: string): Promise<boolean> {
  const now = services.clock.now();
  return transaction(services.database, async (tx) => {
    const session = await tx.row(lockSessionData, hashToken(token), now.toString());
    const { state } = readWechat(session?.data ?? {}, now);
    await mergeSessionData(tx, hashToken(token), now.toString(), { wechatState: null });
    return state !== undefined && state === given;
  });
}

async function exchange(services: Services, code: string): Promise<WechatIdentity | undefined> {
  try {
    return await services.wechat.exchange(code);
  } catch (error) {
    // What WeChat refuses, a person can do again; everything else is a fault of ours.
    if (error instanceof ProviderError) return undefined;
    throw error;
  }
}
