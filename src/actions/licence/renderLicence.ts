import type { PersonActor } from '../../domain/access/actor.ts';
import { maskQualificationNumber } from '../../domain/fields/certificateNumbers.ts';
import { isUuid } from '../../domain/fields/uuid.ts';
import { physicianCategory, physicianLevel } from '../../domain/register/publicView.ts';
import { formatDate } from '../../domain/time/dates.ts';
import { type LicenceData, UncoveredCharacters } from '../../outside/documents/documentRenderer.ts';
import { findOwnLicence, type LicenceRow } from '../../store/licences.ts';
import { findPhoto } from '../../store/photos.ts';
import type { Services } from '../services.ts';

export type RenderedLicence =
  | { readonly kind: 'pdf'; readonly pdf: Uint8Array; readonly fileName: string }
  /** The fonts lack these 生僻字: the paper must not name its holder by an empty box. */
  | { readonly kind: 'uncovered'; readonly characters: readonly string[] };

/** The licence of a registration in force, on paper. Undefined when it is not theirs or not in force. */
export async function renderLicence(
  services: Services,
  actor: PersonActor,
  entryId: string,
  verifyUrl: (code: string) => string,
): Promise<RenderedLicence | undefined> {
  const row = await findOwn(services, actor, entryId);
  if (row === undefined || row.status !== 'practising') return undefined;
  const photo = await readPhoto(services, row);
  try {
    const pdf = await services.documents.pdf('licence', licenceData(row, photo, verifyUrl(row.verificationCode)));
    return { kind: 'pdf', pdf, fileName: `执业证书${row.licenceNo}.pdf` };
  } catch (error) {
    if (error instanceof UncoveredCharacters) return { kind: 'uncovered', characters: error.characters };
    throw error;
  }
}

/** The photo of a registration; undefined when there is none, or none of theirs. */
export async function readLicencePhoto(
  services: Services,
  actor: PersonActor,
  entryId: string,
): Promise<Uint8Array | undefined> {
  const row = await findOwn(services, actor, entryId);
  return row === undefined ? undefined : readPhoto(services, row);
}

async function findOwn(
  services: Services,
  { physicianId }: PersonActor,
  entryId: string,
): Promise<LicenceRow | undefined> {
  if (physicianId === null || !isUuid(entryId)) return undefined;
  return services.database.row(findOwnLicence, physicianId, entryId);
}

async function readPhoto(services: Services, { photoId }: LicenceRow): Promise<Uint8Array | undefined> {
  const photo = photoId === null ? undefined : await services.database.row(findPhoto, photoId);
  return photo === undefined ? undefined : services.storage.get(photo.key);
}

function licenceData(row: LicenceRow, photo: Uint8Array | undefined, verifyUrl: string): LicenceData {
  return {
    name: row.name,
    sex: row.sex === 'male' ? '男' : '女',
    birthDate: formatDate(Temporal.PlainDate.from(row.birthDate)),
    licenceNo: row.licenceNo,
    // It contains the ID number: a paper that is shown around carries it masked.
    qualificationNo: maskQualificationNumber(row.certificateNo),
    level: physicianLevel,
    category: physicianCategory,
    practicePlace: row.provinceName,
    institution: row.institution,
    techniques: row.techniques,
    conditions: row.conditions,
    issuingAuthority: row.authority,
    issuedOn: formatDate(Temporal.PlainDate.from(row.registeredOn)),
    verifyUrl,
    photo: photo === undefined ? null : Buffer.from(photo).toString('base64'),
    // Until papers are sealed every one is a sample.
    sample: true,
  };
}
