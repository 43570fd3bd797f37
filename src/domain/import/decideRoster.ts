import type { RefusalCode } from '../vocabulary/refusals.ts';
import { type Reach, reachesProvince } from './reach.ts';
import type { RosterColumn, RosterRow } from './roster.ts';

/** The person with the row's ID number, as the database or an earlier row of the file has them. */
export interface PersonFound {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly sex: string;
  readonly birthDate: string;
  /** Certificates besides the one of the row. */
  readonly hasOthers: boolean;
}
export interface CertificateFound {
  readonly id: string;
  readonly version: number;
  readonly personId: string;
  readonly issuedOn: string;
  readonly provinceCode: string;
  readonly techniques: string;
  readonly conditions: string;
  readonly issuer: string;
}
export interface RosterFound {
  readonly person: PersonFound | null;
  readonly certificate: CertificateFound | null;
}

type Move = 'add' | 'update' | 'keep';
export type RosterDecision =
  | { readonly refusal: { readonly column: RosterColumn; readonly code: RefusalCode } }
  | { readonly person: Move; readonly certificate: Move };

/** What a row would do if nobody had built on what it changes. */
export function rosterMoves(row: RosterRow, { person, certificate }: RosterFound): { person: Move; certificate: Move } {
  return {
    person: person === null ? 'add' : samePerson(row, person) ? 'keep' : 'update',
    certificate: certificate === null ? 'add' : sameCertificate(row, certificate) ? 'keep' : 'update',
  };
}

/**
 * A row never silently changes what somebody relies on: a certificate claimed or registered, a person who has an
 * account, an application or a bar. `builtOn` holds the ids of those persons and certificates.
 *
 * A person's name, sex or birth date changes only with their one certificate: with a second one, the same file could
 * say two things, and another province's roster would be changed from here.
 */
export function decideRosterRow(
  row: RosterRow,
  found: RosterFound,
  builtOn: ReadonlySet<string>,
  reach: Reach,
): RosterDecision {
  const { person, certificate } = found;
  const moves = rosterMoves(row, found);
  if (certificate !== null && certificate.personId !== person?.id) {
    return refused('certificateNo', 'import.anotherPerson');
  }
  const provinces = [row.provinceCode, ...(certificate === null ? [] : [certificate.provinceCode])];
  if (provinces.some((code) => !reachesProvince(reach, code))) return refused('provinceCode', 'import.notYourRegion');
  const changes = moves.person === 'update' || moves.certificate === 'update';
  if (changes && certificate !== null && builtOn.has(certificate.id)) {
    return refused('certificateNo', 'import.claimedChanged');
  }
  if (moves.person === 'update' && person !== null && (person.hasOthers || builtOn.has(person.id))) {
    return refused('name', 'import.nameDiffers');
  }
  return moves;
}

function samePerson(row: RosterRow, person: PersonFound): boolean {
  return row.name === person.name && row.sex === person.sex && row.birthDate === person.birthDate;
}

function sameCertificate(row: RosterRow, certificate: CertificateFound): boolean {
  return (
    row.issuedOn === certificate.issuedOn &&
    row.provinceCode === certificate.provinceCode &&
    row.techniques === certificate.techniques &&
    row.conditions === certificate.conditions &&
    row.issuer === certificate.issuer
  );
}

function refused(column: RosterColumn, code: RefusalCode): RosterDecision {
  return { refusal: { column, code } };
}
