import type { LiveView } from '../../domain/issuing/liveView.ts';
import { shareState } from '../../domain/issuing/shareTerms.ts';
import type { ShownLicence } from '../../domain/register/shownLicence.ts';
import { type FoundShare, findShareByToken } from '../../store/shares.ts';
import type { Services } from '../services.ts';
import { hashToken } from '../session/openSession.ts';

/** How a link stands for whoever has it; `at` is the moment of the answer. */
export type ShareCheck = { readonly at: Temporal.Instant } & (
  | { readonly kind: 'unknown' | 'stopped' | 'over' | 'frozen' | 'tooMany' }
  | { readonly kind: 'open'; readonly view: LiveView; readonly expiresAt: string; readonly own: boolean }
  | {
      readonly kind: 'shown';
      readonly view: LiveView;
      readonly expiresAt: string;
      readonly shown: ShownLicence;
      readonly photo: boolean;
    }
);

export interface ShareVisitor {
  readonly token: string;
  readonly network: string;
  /** The account of whoever asks, if signed in: a holder who looks at their own link is not counted. */
  readonly accountId: string | null;
}

/** In the place of an opening: the holder looks at what others would see. */
export const ownOpening = 'own';

/** The share of a link that works now, or how it stands. Asking counts against what a network may check. */
export async function findOpenShare(
  services: Services,
  asked: ShareVisitor,
  at: Temporal.Instant,
): Promise<FoundShare | ShareCheck> {
  if (!services.checks.take(asked.network)) return { kind: 'tooMany', at };
  const found = await services.database.row(findShareByToken, hashToken(asked.token));
  if (found === undefined) return { kind: 'unknown', at };
  const state = shareState(found, at);
  if (state !== 'open') return { kind: state, at };
  return found.held ? { kind: 'frozen', at } : found;
}
