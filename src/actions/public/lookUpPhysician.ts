import { parseLicenceNumber } from '../../domain/fields/certificateNumbers.ts';
import type { Checked } from '../../domain/fields/checked.ts';
import { normalizeEntry } from '../../domain/fields/normalize.ts';
import { parsePersonalName } from '../../domain/fields/personalName.ts';
import { parseRegionCode } from '../../domain/fields/regionCode.ts';
import { isGeneralPart, regionPrefix } from '../../domain/register/institutionPart.ts';
import type { PublicPhysician } from '../../domain/register/publicView.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import { findByInstitution, findByLicence, mostFitting, mostRows } from '../../store/publicRegister.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';

export interface PhysicianAsked {
  readonly name: string;
  readonly licenceNo: string;
  readonly institution: string;
  /** 地区 in which the institution lies, six digits; '' for the whole country. */
  readonly region: string;
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
  const region = read('region', parseRegionCode);
  if (asked.name === '' || (asked.licenceNo === '' && asked.institution === '')) {
    refusals.push(refusal('lookup.needTwo', asked.name === '' ? 'name' : 'licenceNo'));
  }
  if (institution !== '' && [...institution].length < leastOfInstitution) {
    refusals.push(refusal('lookup.institutionShort', 'institution'));
  }
  if (refusals.length > 0) return refuse(...refusals);
  if (by !== 'human' && !lookups.take(by.network)) return refuse(refusal('lookup.tooMany'));
  if (licenceNo === '') return atInstitution(publicDatabase, name, institution, region);
  const found = await publicDatabase.rows(findByLicence, licenceNo, name);
  return done(found.filter((physician) => physician.institution.includes(institution)));
}

async function atInstitution(
  publicDatabase: Services['publicDatabase'],
  name: string,
  institution: string,
  region: string,
): Promise<Outcome<readonly PublicPhysician[]>> {
  const isGeneral = isGeneralPart(institution);
  const rows = await publicDatabase.rows(findByInstitution, name, institution, regionPrefix(region), isGeneral);
  const fitting = rows[0]?.fitting ?? 0;
  if (fitting > mostFitting || (fitting === 0 && isGeneral))
    return refuse(refusal('lookup.institutionBroad', 'institution'));
  if (rows.length > mostRows) return refuse(refusal('lookup.tooManyFound', 'licenceNo'));
  return done(rows.flatMap(({ fitting: _fitting, ...row }) => (row.name === null ? [] : [row])));
}

function parseNumber(raw: string): Checked<string> {
  const number = parseLicenceNumber(raw);
  return number.ok ? { ok: true, value: number.value.number } : number;
}
