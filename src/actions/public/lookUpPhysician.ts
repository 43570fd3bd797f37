import { parseLicenceNumber } from '../../domain/fields/certificateNumbers.ts';
import type { Checked } from '../../domain/fields/checked.ts';
import { normalizeEntry } from '../../domain/fields/normalize.ts';
import { parsePersonalName } from '../../domain/fields/personalName.ts';
import type { PublicPhysician } from '../../domain/register/publicView.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import { findByInstitution, findByLicence } from '../../store/publicRegister.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';

export interface PhysicianAsked {
  readonly name: string;
  readonly licenceNo: string;
  readonly institution: string;
}

/** Fewer characters of an institution's name would list a whole place. */
const leastOfInstitution = 2;

/**
 * 医师查询: the exact name and, of two things only somebody with a reason knows, at least one. A name alone answers nothing, so
 * that nobody reads the register out; and whoever asks very often shows each time that they are no program (`by`).
 */
export async function lookUpPhysician(
  { publicDatabase, lookups }: Pick<Services, 'publicDatabase' | 'lookups'>,
  asked: PhysicianAsked,
  by: { readonly network: string } | 'human',
): Promise<Outcome<readonly PublicPhysician[]>> {
  const refusals: Refusal[] = [];
  const read = (field: keyof PhysicianAsked, parse: (raw: string) => Checked<string>): string => {
    if (asked[field] === '') return '';
    const checked = parse(asked[field]);
    if (checked.ok) return checked.value;
    refusals.push(refusal(checked.code, field));
    return '';
  };
  const name = read('name', parsePersonalName);
  const licenceNo = read('licenceNo', parseNumber);
  const institution = read('institution', normalizeEntry);
  if (asked.name === '' || (asked.licenceNo === '' && asked.institution === '')) {
    refusals.push(refusal('lookup.needTwo', asked.name === '' ? 'name' : 'licenceNo'));
  }
  if (institution !== '' && [...institution].length < leastOfInstitution) {
    refusals.push(refusal('lookup.institutionShort', 'institution'));
  }
  if (refusals.length > 0) return refuse(...refusals);
  if (by !== 'human' && !lookups.take(by.network)) return refuse(refusal('lookup.tooMany'));
  if (licenceNo === '') return done(await publicDatabase.rows(findByInstitution, name, institution));
  const found = await publicDatabase.rows(findByLicence, licenceNo, name);
  return done(found.filter((physician) => physician.institution.includes(institution)));
}

function parseNumber(raw: string): Checked<string> {
  const number = parseLicenceNumber(raw);
  return number.ok ? { ok: true, value: number.value.number } : number;
}
