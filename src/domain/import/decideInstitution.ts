import type { RefusalCode } from '../vocabulary/refusals.ts';
import type { InstitutionColumn, InstitutionRow } from './institutions.ts';
import { type Reach, reachesPath } from './reach.ts';

export interface InstitutionFound {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly creditCode: string;
  readonly regionCode: string;
  readonly type: string;
  readonly authorityCode: string;
  readonly authorityPath: string;
  readonly headName: string;
  readonly phone: string;
  readonly licenceValidUntil: string | null;
}

const compared = [
  'name',
  'creditCode',
  'regionCode',
  'type',
  'authorityCode',
  'headName',
  'phone',
  'licenceValidUntil',
] as const satisfies readonly (keyof InstitutionRow & keyof InstitutionFound)[];

export type InstitutionDecision =
  | { readonly refusal: { readonly column: InstitutionColumn; readonly code: RefusalCode } }
  | { readonly move: 'add' | 'update' | 'keep' };

/** `authorityPath` is that of the authority the row names. An institution of another region is not taken over. */
export function decideInstitution(
  row: InstitutionRow,
  authorityPath: string,
  found: InstitutionFound | null,
  reach: Reach,
): InstitutionDecision {
  const paths = [authorityPath, ...(found === null ? [] : [found.authorityPath])];
  if (!paths.every((path) => reachesPath(reach, path))) {
    return { refusal: { column: 'authorityCode', code: 'import.notYourRegion' } };
  }
  if (found === null) return { move: 'add' };
  return { move: compared.every((key) => row[key] === found[key]) ? 'keep' : 'update' };
}
