import { maskMiddle } from '../../domain/fields/mask.ts';
import { findWechatAccount, findWechatBinding } from '../../store/wechat.ts';
import type { Services } from '../services.ts';
import type { Session } from '../session/findActor.ts';
import { readWechat } from './wechatState.ts';

/** What confirming a scan would do. */
export type ScanMeaning =
  | { readonly kind: 'signIn'; readonly loginName: string }
  | { readonly kind: 'bindLater' }
  | { readonly kind: 'bind' }
  /** It is this account's already, or another's. */
  | { readonly kind: 'boundAlready' | 'boundElsewhere' };

export interface ScannedView {
  readonly nickname: string | null;
  readonly meaning: ScanMeaning;
}

/** Who has scanned, and what it would lead to; undefined when nobody has, a while ago. Reads only. */
export async function viewScanned(services: Services, session: Session | null): Promise<ScannedView | undefined> {
  const { scanned } = readWechat(session?.data ?? {}, services.clock.now());
  if (scanned === undefined) return undefined;
  const { identity, nickname } = scanned;
  const bound = await services.database.row(findWechatAccount, identity);
  const accountId = session?.actor?.accountId;
  if (accountId === undefined) {
    if (bound === undefined) return { nickname, meaning: { kind: 'bindLater' } };
    return { nickname, meaning: { kind: 'signIn', loginName: maskMiddle(bound.loginName, 2, 1) } };
  }
  if (bound === undefined) return { nickname, meaning: { kind: 'bind' } };
  return { nickname, meaning: { kind: bound.accountId === accountId ? 'boundAlready' : 'boundElsewhere' } };
}

/** 微信绑定 of an account: since when, or not at all. */
export async function viewWechatBinding(
  { database }: Services,
  accountId: string,
): Promise<{ readonly boundAt: string } | undefined> {
  return database.row(findWechatBinding, accountId);
}
