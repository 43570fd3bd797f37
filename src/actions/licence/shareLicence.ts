import type { PersonActor } from '../../domain/access/actor.ts';
import { normalizeEntry } from '../../domain/fields/normalize.ts';
import { isLiveView, type LiveView } from '../../domain/issuing/liveView.ts';
import { isShareTerm, type ShareTerm, shareLimits, shareTerms } from '../../domain/issuing/shareTerms.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import { lockPersonAccount } from '../../store/accounts.ts';
import { recordInLedger } from '../../store/ledger.ts';
import { countShares, findShare, insertShare } from '../../store/shares.ts';
import { transaction } from '../../store/transaction.ts';
import { done, notFound, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { shareToken } from './shareToken.ts';
import { viewOwnLicence } from './viewOwnLicence.ts';

export interface ShareAsked {
  /** From the form: sent twice, it is one share. */
  readonly id: string;
  readonly view: string;
  readonly term: string;
  readonly note: string;
}

interface Share {
  readonly id: string;
  readonly view: LiveView;
  readonly term: ShareTerm;
  readonly note: string;
}

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

function readShare({ id, view, term, note }: ShareAsked): Share | { readonly refusals: readonly Refusal[] } {
  const words = normalizeEntry(note);
  const refusals: Refusal[] = [];
  if (!isLiveView(view)) refusals.push(refusal('field.choose', 'view', { label: '出示给谁' }));
  if (!isShareTerm(term)) refusals.push(refusal('field.choose', 'term', { label: '有效时间' }));
  if (!words.ok) refusals.push(refusal(words.code, 'note'));
  else if ([...words.value].length > shareLimits.note)
    refusals.push(refusal('field.tooLong', 'note', { label: '备注', max: String(shareLimits.note) }));
  else if (/\d(?:[\s-]?\d){6}/.test(words.value)) refusals.push(refusal('share.noteNumber', 'note'));
  if (refusals.length > 0 || !isLiveView(view) || !isShareTerm(term) || !words.ok) return { refusals };
  return { id, view, term, note: words.value };
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
