import type { Parameters, RefusalCode } from '../vocabulary/refusals.ts';
import { decideRosterRow, type PersonFound, type RosterFound } from './decideRoster.ts';
import type { EarlierLines } from './earlierLines.ts';
import type { Reach } from './reach.ts';
import type { RosterColumn, RosterRow } from './roster.ts';

export interface PersonWrite extends Pick<RosterRow, 'name' | 'sex' | 'birthDate' | 'idType' | 'idNumber'> {
  readonly line: number;
  readonly id: string;
  /** As it was found; nobody may have changed it meanwhile. */
  readonly version: number;
}
export interface CertificateWrite
  extends Pick<RosterRow, 'certificateNo' | 'issuedOn' | 'provinceCode' | 'techniques' | 'conditions' | 'issuer'> {
  readonly line: number;
  readonly id: string;
  readonly version: number;
  readonly physicianId: string;
}

export interface RosterPlan {
  readonly persons: { readonly add: PersonWrite[]; readonly update: PersonWrite[] };
  readonly certificates: { readonly add: CertificateWrite[]; readonly update: CertificateWrite[] };
  readonly refused: { line: number; column: RosterColumn; code: RefusalCode; parameters?: Parameters }[];
  taken: number;
  unchanged: number;
}

export interface PlanContext {
  readonly builtOn: ReadonlySet<string>;
  readonly reach: Reach;
  /** Persons with certificates taken from this file so far; the plan adds its own. */
  readonly earlier: EarlierLines;
  readonly newId: () => string;
}

/** What a handful of rows does, in the order of the file: each row sees what the rows before it have done. */
export function planRoster(
  rows: readonly { readonly line: number; readonly row: RosterRow }[],
  founds: readonly RosterFound[],
  { builtOn, reach, earlier, newId }: PlanContext,
): RosterPlan {
  const persons = { add: [], update: [] } as RosterPlan['persons'];
  const certificates = { add: [], update: [] } as RosterPlan['certificates'];
  const plan: RosterPlan = { persons, certificates, refused: [], taken: 0, unchanged: 0 };
  const seen = createOverlay();
  rows.forEach(({ line, row }, index) => {
    const pair = `${row.idType} ${row.idNumber} ${row.certificateNo}`;
    const earlierLine = earlier.find(pair);
    if (earlierLine !== undefined) {
      const parameters = { line: String(earlierLine) };
      plan.refused.push({ line, column: 'certificateNo', code: 'import.duplicate', parameters });
      return;
    }
    const found = seen.apply(row, founds[index] ?? { person: null, certificate: null });
    const decision = decideRosterRow(row, found, builtOn, reach);
    if ('refusal' in decision) {
      plan.refused.push({ line, ...decision.refusal });
      return;
    }
    earlier.remember(pair, line);
    const { person, certificate } = decision;
    const personId = found.person?.id ?? newId();
    const certificateId = found.certificate?.id ?? newId();
    if (person !== 'keep') persons[person].push({ ...row, line, id: personId, version: found.person?.version ?? 0 });
    if (certificate !== 'keep') {
      const version = found.certificate?.version ?? 0;
      certificates[certificate].push({ ...row, line, id: certificateId, physicianId: personId, version });
    }
    seen.remember(row, personId, found.person?.version ?? 1);
    if (person === 'keep' && certificate === 'keep') plan.unchanged += 1;
    else plan.taken += 1;
  });
  return plan;
}

/** Persons and certificates that earlier rows of the handful have made or met, which the database does not show yet. */
function createOverlay() {
  const persons = new Map<string, PersonFound>();
  const owners = new Map<string, string>();
  const key = (row: RosterRow) => `${row.idType} ${row.idNumber}`;
  return {
    apply(row: RosterRow, found: RosterFound): RosterFound {
      const owner = owners.get(row.certificateNo);
      const person = persons.get(key(row)) ?? found.person;
      // Same person and certificate was refused as a duplicate before, so an owner here is somebody else.
      const certificate =
        owner === undefined ? found.certificate : { ...unread, provinceCode: row.provinceCode, personId: owner };
      return { person, certificate };
    },
    remember(row: RosterRow, personId: string, version: number): void {
      const { name, sex, birthDate } = row;
      persons.set(key(row), { id: personId, version, name, sex, birthDate, hasOthers: true });
      owners.set(row.certificateNo, personId);
    },
  };
}

/** Stands for a certificate of another person: nothing but its owner is asked for before it is refused. */
const unread = {
  id: '',
  version: 0,
  issuedOn: '',
  techniques: '',
  conditions: '',
  issuer: '',
};
