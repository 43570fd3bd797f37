import type { PersonActor } from '../../domain/access/actor.ts';
import { shareLimits, shareTerms } from '../../domain/issuing/shareTerms.ts';
import { refusal } from '../../domain/vocabulary/refusals.ts';
import { lockPersonAccount } from '../../store/accounts.ts';
import { recordInLedger } from '../../store/ledger.ts';
import { countShares, findShare, insertShare } from '../../store/shares.ts';
import { transaction } from '../../store/transaction.ts';
import { done, notFound, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { readShare, type Share, type ShareAsked } from './readShare.ts';
import { shareToken } from './shareToken.ts';
import { viewOwnLicence } from './viewOwnLicence.ts';

/** 新建分享链接: of a licence that may be shown now. Answers the id of the share. */
export async function shareLicence(
  services: Services,
  actor: PersonActor,
  entryId: string,
  asked: ShareAsked,
): Promise<Outcome<string>> {
  const shown = await viewOwnLicence(services, actor, entryId);
  if (shown === undefined) return notFound;
  const read = readShare(asked);
  const wrong = [...shown.refusals, ...('refusals' in read ? read.refusals : [])];
  if (wrong.length > 0 || 'refusals' in read) return refuse(...wrong);
  return saveShare(services, actor, shown.licence.id, read);
}

function saveShare(
  services: Services,
  actor: PersonActor,
  entryId: string,
  { id, view, term, note }: Share,
): Promise<Outcome<string>> {
  const now = services.clock.now();
  const expires = now.add({ hours: shareTerms[term].hours }).toString();
  const { hash } = shareToken(services.secret, id);
  return transaction(services.database, async (tx): Promise<Outcome<string>> => {
    // Held, so that two forms at once do not each find room for one more.
    if ((await tx.row(lockPersonAccount, actor.accountId)) === undefined) return notFound;
    const before = await tx.row(findShare, actor.accountId, id);
    if (before !== undefined) return before.entryId === entryId ? done(id) : refuse(refusal('form.sentTwice'));
    const counted = await tx.row(countShares, actor.accountId, now.toString(), now.subtract({ hours: 24 }).toString());
    if ((counted?.open ?? 0) >= shareLimits.open)
      return refuse(refusal('share.tooManyOpen', undefined, { most: String(shareLimits.open) }));
    if ((counted?.made ?? 0) >= shareLimits.aDay) return refuse(refusal('share.tooManyToday'));
    const made = await tx.row(insertShare, id, entryId, actor.accountId, hash, view, note, now.toString(), expires);
    // Under this id there is somebody else's, or the account has been frozen a moment ago.
    if (made === undefined) return refuse(refusal('form.sentTwice'));
    const detail = JSON.stringify({ entryId, view, term });
    const by = [now.toString(), actor.accountId, actor.name, ''] as const;
    await tx.row(recordInLedger, ...by, 'licenceShared', 'licence_share', id, '', detail);
    return done(id);
  });
}
