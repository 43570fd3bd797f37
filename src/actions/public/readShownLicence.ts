import { maskQualificationNumber } from '../../domain/fields/certificateNumbers.ts';
import type { LiveView } from '../../domain/issuing/liveView.ts';
import { physicianCategory, physicianLevel } from '../../domain/register/publicView.ts';
import { type ShownLicence, showLicence } from '../../domain/register/shownLicence.ts';
import { formatDate } from '../../domain/time/dates.ts';
import { findRegisterEvents } from '../../store/registerSearch.ts';
import { findShownLicence } from '../../store/shownLicences.ts';
import type { Services } from '../services.ts';

export type LicenceRead =
  /** Nobody is shown a licence while it is in dispute whose it is. */
  | { readonly kind: 'frozen' }
  | { readonly kind: 'shown'; readonly shown: ShownLicence; readonly photoKey: string | null };

/** What the register says this moment of a registration, as far as a view goes. Never from a cache. */
export async function readShownLicence(
  { database }: Pick<Services, 'database'>,
  entryId: string,
  view: LiveView,
): Promise<LicenceRead | undefined> {
  const [row, events] = await Promise.all([
    database.row(findShownLicence, entryId),
    view === 'patient' ? [] : database.rows(findRegisterEvents, entryId),
  ]);
  if (row === undefined) return undefined;
  if (row.frozen) return { kind: 'frozen' };
  const { registeredOn, certificateNo, photoKey, frozen: _known, ...physician } = row;
  const shown = showLicence(
    {
      physician: { ...physician, level: physicianLevel, category: physicianCategory },
      registeredOn: formatDate(Temporal.PlainDate.from(registeredOn)),
      certificateNo: maskQualificationNumber(certificateNo),
      events,
    },
    view,
  );
  return { kind: 'shown', shown, photoKey: shown.photo ? photoKey : null };
}

/** The photo of what is shown; undefined when the view or the register has none. */
export async function readShownPhoto(
  services: Pick<Services, 'database' | 'storage'>,
  entryId: string,
  view: LiveView,
): Promise<Uint8Array | undefined> {
  const read = await readShownLicence(services, entryId, view);
  return read?.kind !== 'shown' || read.photoKey === null ? undefined : services.storage.get(read.photoKey);
}
