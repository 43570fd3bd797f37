import type { AuthorityRow } from '../../src/domain/import/authorities.ts';
import type { AuthorityFound } from '../../src/domain/import/decideAuthorities.ts';
import type { CertificateFound, PersonFound } from '../../src/domain/import/decideRoster.ts';
import type { RosterRow } from '../../src/domain/import/roster.ts';

// Rows as an import has read them, and what it found of them in the register, for the tests of the rules.

export const sampleRosterRow: RosterRow = {
  name: '张景和',
  idType: 'residentIdCard',
  idNumber: '430104196305120011',
  sex: 'male',
  birthDate: '1963-05-12',
  certificateNo: '202543354430104196305120011',
  issuedOn: '2025-03-03',
  provinceCode: '430000',
  techniques: '针刺',
  conditions: '腰痛病',
  issuer: '湖南省中医药管理局',
};

/** The person of the row, with no other certificate. */
export const samplePersonFound: PersonFound = {
  id: 'person-1',
  version: 3,
  name: sampleRosterRow.name,
  sex: sampleRosterRow.sex,
  birthDate: sampleRosterRow.birthDate,
  hasOthers: false,
};

export const sampleCertificateFound: CertificateFound = {
  id: 'certificate-1',
  version: 5,
  personId: 'person-1',
  issuedOn: sampleRosterRow.issuedOn,
  provinceCode: sampleRosterRow.provinceCode,
  techniques: sampleRosterRow.techniques,
  conditions: sampleRosterRow.conditions,
  issuer: sampleRosterRow.issuer,
};

/** A county under the prefecture P in the province V. */
export const sampleAuthorityRow: AuthorityRow = {
  name: '岳麓区卫生健康局',
  code: 'C1',
  regionCode: '430104',
  level: 'county',
  parentCode: 'P',
  registers: true,
  consents: false,
  consolidates: false,
};

/** The row as it was imported before. */
export const sampleAuthorityFound: AuthorityFound = {
  ...sampleAuthorityRow,
  id: 'authority-1',
  version: 1,
  path: 'V/P/C1',
  hasChildren: false,
};
