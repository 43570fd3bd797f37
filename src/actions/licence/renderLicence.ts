import type { PersonActor } from '../../domain/access/actor.ts';
import { maskQualificationNumber } from '../../domain/fields/certificateNumbers.ts';
import { physicianCategory, physicianLevel } from '../../domain/register/publicView.ts';
import { formatDate } from '../../domain/time/dates.ts';
import { type LicenceData, UncoveredCharacters } from '../../outside/documents/documentRenderer.ts';
import { Busy } from '../../outside/turnstile.ts';
import type { LicenceRow } from '../../store/licences.ts';
import type { Services } from '../services.ts';
import { findOwnLicence, readPhotoOf } from './readLicencePhoto.ts';

export type RenderedLicence =
  | { readonly kind: 'pdf'; readonly pdf: Uint8Array; readonly fileName: string }
  /** The fonts lack these 生僻字: the paper must not name its holder by an empty box. */
  | { readonly kind: 'uncovered'; readonly characters: readonly string[] }
  | { readonly kind: 'busy' };

/** The licence of a registration in force, on paper. Undefined when it is not theirs or not in force. */
export async function renderLicence(
  services: Services,
  actor: PersonActor,
  entryId: string,
  verifyUrl: (code: string) => string,
): Promise<RenderedLicence | undefined> {
  const row = await findOwnLicence(services, actor, entryId);
  if (row === undefined || row.status !== 'practising') return undefined;
  const photo = await readPhotoOf(services, row);
  try {
    const pdf = await services.documents.pdf('licence', licenceData(row, photo, verifyUrl(row.verificationCode)));
    return { kind: 'pdf', pdf, fileName: `执业证书${row.licenceNo}.pdf` };
  } catch (error) {
    if (error instanceof Busy) return { kind: 'busy' };
    if (error instanceof UncoveredCharacters) return { kind: 'uncovered', characters: error.characters };
    throw error;
  }
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
