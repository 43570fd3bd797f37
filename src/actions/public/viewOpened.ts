import { isUuid } from '../../domain/fields/uuid.ts';
import { type FoundShare, findOpening } from '../../store/shares.ts';
import type { Services } from '../services.ts';
import { findOpenShare, ownOpening, type ShareCheck, type ShareVisitor } from './findOpenShare.ts';
import { readShownLicence, readShownPhoto } from './readShownLicence.ts';

/** Minutes in which what was opened may be loaded again without counting once more. */
const openingMinutes = 10;

/** What was opened: the state of this moment, as often as it is loaded again in the next minutes. */
export async function viewOpened(services: Services, asked: ShareVisitor, openingId: string): Promise<ShareCheck> {
  const at = services.clock.now();
  const found = await findOpenShare(services, asked, at);
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
  asked: ShareVisitor,
  openingId: string,
): Promise<Uint8Array | undefined> {
  const at = services.clock.now();
  const found = await findOpenShare(services, asked, at);
  if ('kind' in found || !(await isOpening(services, found, asked, openingId, at))) return undefined;
  return readShownPhoto(services, found.entryId, found.view);
}

async function isOpening(
  { database }: Services,
  { id, accountId }: FoundShare,
  asked: ShareVisitor,
  openingId: string,
  at: Temporal.Instant,
): Promise<boolean> {
  if (openingId === ownOpening) return accountId === asked.accountId;
  const opening = isUuid(openingId) ? await database.row(findOpening, id, openingId) : undefined;
  if (opening === undefined) return false;
  const until = Temporal.Instant.from(opening.at).add({ minutes: openingMinutes });
  return Temporal.Instant.compare(at, until) < 0;
}
