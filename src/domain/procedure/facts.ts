import type { Entry, Site } from '../register/entry.ts';

/** The person, as the examining province's roster knows them. */
export interface Physician {
  readonly id: string;
  readonly name: string;
  readonly sex: 'male' | 'female';
  readonly birthDate: string;
  readonly idType: string;
  readonly idNumber: string;
}

/** 中医(专长)医师资格: what the examination confirmed. */
export interface Qualification {
  readonly id: string;
  readonly certificateNo: string;
  readonly issuedOn: string;
  readonly provinceCode: string;
  readonly provinceName: string;
  readonly techniques: string;
  readonly conditions: string;
  readonly issuer: string;
  readonly valid: boolean;
}

/** A time during which the law forbids registration (医师法16, 54). */
export interface Bar {
  readonly until: string;
  readonly reason: string;
  readonly article: string;
}

export interface Institution {
  readonly id: string;
  readonly name: string;
  readonly number: string;
  readonly type: string;
  readonly regionCode: string;
  readonly regionName: string;
  readonly provinceCode: string;
  readonly provinceName: string;
  readonly active: boolean;
  readonly licenceValidUntil: string | null;
  /** The authority that licensed it; it decides. */
  readonly authorityId: string | null;
  readonly authorityName: string | null;
  /** The province's TCM authority, asked when somebody comes from another province. */
  readonly consentAuthorityId: string | null;
  /** Set when the only member of its staff is this physician: 本人机构. */
  readonly soleHead: boolean;
}

/** It can take nobody in: not active any more, or its own licence has run out. */
export function isClosed({ active, licenceValidUntil }: Institution, on: string): boolean {
  return !active || (licenceValidUntil !== null && licenceValidUntil < on);
}

/** Everything a rule may look at, loaded before deciding. Dates are YYYY-MM-DD. */
export interface Facts {
  readonly physician: Physician;
  readonly phone: string;
  readonly email: string;
  readonly activated: boolean;
  readonly qualification: Qualification | null;
  readonly entries: readonly Entry[];
  /** The register entry the application is about. */
  readonly entry: Entry | null;
  /** The multi-site filing the application is about. */
  readonly site: Site | null;
  readonly bars: readonly Bar[];
  /** Other applications of this physician that are under way. */
  readonly open: readonly {
    readonly kind: string;
    readonly subject: string;
    readonly entryId: string | null;
    /** Null while it is a draft. */
    readonly number: string | null;
  }[];
  readonly institution: Institution | null;
  /** Names of provinces by code and of the institutions of the entries by id, for words on screen. */
  readonly provinceNames: Readonly<Record<string, string>>;
  readonly institutionNames: Readonly<Record<string, string>>;
}
