import type { Parameters, RefusalCode } from '../vocabulary/refusals.ts';
import type { AuthorityColumn, AuthorityRow } from './authorities.ts';
import { type Reach, reachesBelow } from './reach.ts';

export interface AuthorityFound extends Omit<AuthorityRow, 'parentCode'> {
  readonly id: string;
  readonly version: number;
  readonly parentCode: string | null;
  readonly path: string;
  readonly hasChildren: boolean;
}

export interface NumberedAuthority {
  readonly line: number;
  readonly row: AuthorityRow;
}

export type AuthorityDecision = { readonly line: number; readonly row: AuthorityRow } & (
  | {
      readonly refusal: {
        readonly column: AuthorityColumn;
        readonly code: RefusalCode;
        readonly parameters?: Parameters;
      };
    }
  | { readonly move: 'add' | 'update' | 'keep'; readonly path: string; readonly found: AuthorityFound | undefined }
);

/**
 * Decides all rows of a file together, superiors before subordinates, because a superior may stand further down. The
 * answer has that order, so that it can be written as it comes.
 */
export function decideAuthorities(
  rows: readonly NumberedAuthority[],
  known: ReadonlyMap<string, AuthorityFound>,
  reach: Reach,
): AuthorityDecision[] {
  const byCode = new Map(rows.map((numbered) => [numbered.row.code, numbered]));
  const paths = new Map([...known.values()].map(({ code, path }) => [code, path]));
  const consenting = new Map([...known.values()].filter((a) => a.consents).map((a) => [a.regionCode, a.code]));
  const decisions = new Map<string, AuthorityDecision>();
  const under = new Set<string>();
  const decide = (numbered: NumberedAuthority): void => {
    const { code, parentCode } = numbered.row;
    if (decisions.has(code)) return;
    under.add(code);
    const parent = byCode.get(parentCode);
    // Province, prefecture, county: a longer chain is a mistake as much as a circle is.
    const loops = under.has(parentCode) || under.size > 20;
    if (parent !== undefined && !loops) decide(parent);
    under.delete(code);
    const decision = loops
      ? refused(numbered, 'parentCode', 'import.parentLoop')
      : decideOne(numbered, known.get(code), paths, consenting, reach);
    decisions.set(code, decision);
    if ('refusal' in decision) return;
    paths.set(code, decision.path);
    if (numbered.row.consents) consenting.set(numbered.row.regionCode, code);
  };
  rows.forEach(decide);
  return [...decisions.values()];
}

function decideOne(
  numbered: NumberedAuthority,
  found: AuthorityFound | undefined,
  paths: ReadonlyMap<string, string>,
  consenting: ReadonlyMap<string, string>,
  reach: Reach,
): AuthorityDecision {
  const { row } = numbered;
  const parentPath = row.parentCode === '' ? '' : paths.get(row.parentCode);
  if (parentPath === undefined) return refused(numbered, 'parentCode', 'import.unknownAuthority');
  const path = parentPath === '' ? row.code : `${parentPath}/${row.code}`;
  if (!reachesBelow(reach, path) || (found !== undefined && !reachesBelow(reach, found.path))) {
    return refused(numbered, 'code', 'import.notYourRegion');
  }
  if (found?.hasChildren && found.path !== path) return refused(numbered, 'parentCode', 'import.authorityMoved');
  const other = row.consents ? consenting.get(row.regionCode) : undefined;
  if (other !== undefined && other !== row.code) {
    return refused(numbered, 'functions', 'import.consentTaken', { code: other });
  }
  const move = found === undefined ? 'add' : found.path === path && sameAuthority(row, found) ? 'keep' : 'update';
  return { ...numbered, move, path, found };
}

function sameAuthority(row: AuthorityRow, found: AuthorityFound): boolean {
  const keys = ['name', 'regionCode', 'level', 'registers', 'consents', 'consolidates'] as const;
  return row.parentCode === (found.parentCode ?? '') && keys.every((key) => row[key] === found[key]);
}

function refused(
  numbered: NumberedAuthority,
  column: AuthorityColumn,
  code: RefusalCode,
  parameters: Parameters = {},
): AuthorityDecision {
  return { ...numbered, refusal: { column, code, parameters } };
}
