import { cutNetwork } from '../../domain/fields/network.ts';
import { openShare } from '../../store/shares.ts';
import type { Services } from '../services.ts';
import { findOpenShare, ownOpening, type ShareCheck, type ShareVisitor } from './findOpenShare.ts';

/** The page before 【查看】: what the link is, and nothing of whom. Looking counts nothing, so that no preview is taken for a reader. */
export async function viewShare(services: Services, asked: ShareVisitor): Promise<ShareCheck> {
  const at = services.clock.now();
  const found = await findOpenShare(services, asked, at);
  if ('kind' in found) return found;
  const { view, expiresAt, accountId } = found;
  return { kind: 'open', at, view, expiresAt, own: accountId === asked.accountId };
}

/** 【查看】: counted once for each form, and the address of what was opened. Answers how the link stands when it opens nothing. */
export async function openByLink(
  services: Services,
  asked: ShareVisitor,
  openingId: string,
): Promise<{ readonly kind: 'opened'; readonly openingId: string } | ShareCheck> {
  const at = services.clock.now();
  const found = await findOpenShare(services, asked, at);
  if ('kind' in found) return found;
  if (found.accountId === asked.accountId) return { kind: 'opened', openingId: ownOpening };
  await services.database.row(openShare, found.id, openingId, at.toString(), cutNetwork(asked.network));
  return { kind: 'opened', openingId };
}
