import { normalizeEntry } from '../../domain/fields/normalize.ts';
import { isLiveView, type LiveView } from '../../domain/issuing/liveView.ts';
import { isShareTerm, type ShareTerm, shareLimits } from '../../domain/issuing/shareTerms.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';

export interface ShareAsked {
  /** From the form: sent twice, it is one share. */
  readonly id: string;
  readonly view: string;
  readonly term: string;
  readonly note: string;
}

export interface Share {
  readonly id: string;
  readonly view: LiveView;
  readonly term: ShareTerm;
  readonly note: string;
}

/** The form of a new share link; everything that is wrong with it at once. */
export function readShare({ id, view, term, note }: ShareAsked): Share | { readonly refusals: readonly Refusal[] } {
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
