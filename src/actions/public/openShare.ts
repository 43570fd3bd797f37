import { cutNetwork } from '../../domain/fields/network.ts';
import { isUuid } from '../../domain/fields/uuid.ts';
import type { LiveView } from '../../domain/issuing/liveView.ts';
import { shareState } from '../../domain/issuing/shareTerms.ts';
import type { ShownLicence } from '../../domain/register/shownLicence.ts';
import { type FoundShare, findOpening, findShareByToken, openShare } from '../../store/shares.ts';
import type { Services } from '../services.ts';
import { hashToken } from '../session/openSession.ts';
import { readShownLicence, readShownPhoto } from './readShownLicence.ts';

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

/** Minutes in which what was opened may be loaded again without counting once more. */
const openingMinutes = 10;

interface Asked {
  readonly token: string;
  readonly network: string;
  /** The account of whoever asks, if signed in: a holder who looks at their own link is not counted. */
  readonly accountId: string | null;
}

/** The page before 【查看】: what the link is, and nothing of whom. Looking counts nothing, so that no preview is taken for a reader. */
export async function viewShare(services: Services, asked: Asked): Promise<ShareCheck> {
  const at = services.clock.now();
  const found = await findOpen(services, asked, at);
  if ('kind' in found) return found;
  const { view, expiresAt, accountId } = found;
  return { kind: 'open', at, view, expiresAt, own: accountId === asked.accountId };
}

/** 【查看】: counted once for each form, and the address of what was opened. Answers how the link stands when it opens nothing. */
export async function openByLink(
  services: Services,
  asked: Asked,
  openingId: string,
): Promise<{ readonly kind: 'opened'; readonly openingId: string } | ShareCheck> {
  const at = services.clock.now();
  const found = await findOpen(services, asked, at);
  if ('kind' in found) return found;
  if (found.accountId === asked.accountId) return { kind: 'opened', openingId: own };
  await services.database.row(openShare, found.id, openingId, at.toString(), cutNetwork(asked.network));
  return { kind: 'opened', openingId };
}

/** In the place of an opening: the holder looks at what others would see. */
const own = 'own';

/** What was opened: the state of this moment, as often as it is loaded again in the next minutes. */
export async function viewOpened(services: Services, asked: Asked, openingId: string): Promise<ShareCheck> {
  const at = services.clock.now();
  const found = await findOpen(services, asked, at);
  if ('kind' in found) return found;
  const { view, expiresAt, entryId, accountId } = found;
  if (!(await isOpening(services, found, asked, openingId, at)))
    return { kind: 'open', at, view, expiresAt, own: accountId === asked.accountId };
  const read = await readShownLicence(services, entryId, view);
  if (read === undefined) return { kind: 'unknown', at };
  if (read.kind === 'frozen') return { kind: 'frozen', at };
  return { kind: 'shown', at, view, expiresAt, shown: read.shown, photo: read.photoKey !== null };
}

export async function readSharedPhoto(
  services: Services,
  asked: Asked,
  openingId: string,
): Promise<Uint8Array | undefined> {
  const at = services.clock.now();
  const found = await findOpen(services, asked, at);
  if ('kind' in found || !(await isOpening(services, found, asked, openingId, at))) return undefined;
  return readShownPhoto(services, found.entryId, found.view);
}

async function findOpen(services: Services, asked: Asked, at: Temporal.Instant): Promise<FoundShare | ShareCheck> {
  if (!services.checks.take(asked.network)) return { kind: 'tooMany', at };
  const found = await services.database.row(findShareByToken, hashToken(asked.token));
  if (found === undefined) return { kind: 'unknown', at };
  const state = shareState(found, at);
  if (state !== 'open') return { kind: state, at };
  return found.held ? { kind: 'frozen', at } : found;
}

async function isOpening(
  { database }: Services,
  { id, accountId }: FoundShare,
  asked: Asked,
  openingId: string,
  at: Temporal.Instant,
): Promise<boolean> {
  if (openingId === own) return accountId === asked.accountId;
  const opening = isUuid(openingId) ? await database.row(findOpening, id, openingId) : undefined;
  if (opening === undefined) return false;
  const until = Temporal.Instant.from(opening.at).add({ minutes: openingMinutes });
  return Temporal.Instant.compare(at, until) < 0;
}
