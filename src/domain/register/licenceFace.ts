import type { LicenceClaims } from '../issuing/licenceCredential.ts';
import { physicianCategory, physicianLevel } from './publicView.ts';

/** What the register knows of a registration, as far as it stands on the licence. */
export interface Faced {
  readonly name: string;
  readonly sex: 'male' | 'female';
  readonly birthDate: string;
  readonly licenceNo: string;
  readonly provinceName: string;
  readonly institution: string;
  readonly techniques: string;
  readonly conditions: string;
  readonly authority: string;
  readonly registeredOn: string;
}

/** The face of the licence as claims. The number of the qualification contains the ID number and stays out. */
export function licenceFace(licence: Faced): LicenceClaims {
  return {
    name: licence.name,
    sex: licence.sex === 'male' ? '男' : '女',
    birth_date: licence.birthDate,
    licence_no: licence.licenceNo,
    level: physicianLevel,
    category: physicianCategory,
    practice_place: licence.provinceName,
    institution: licence.institution,
    techniques: licence.techniques,
    conditions: licence.conditions,
    issuing_authority: licence.authority,
    registered_on: licence.registeredOn,
  };
}
