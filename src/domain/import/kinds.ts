import { authorityColumns } from './authorities.ts';
import type { Columns } from './columns.ts';
import { institutionColumns } from './institutions.ts';
import { rosterColumns } from './roster.ts';

export const importKinds = { authorities: '机关', institutions: '机构', roster: '名册' } as const;
export type ImportKind = keyof typeof importKinds;

/** The columns of each kind, in the order of the template. */
export const importColumns: Readonly<Record<ImportKind, Columns<string>>> = {
  authorities: authorityColumns,
  institutions: institutionColumns,
  roster: rosterColumns,
};

export function isImportKind(text: string): text is ImportKind {
  return Object.hasOwn(importKinds, text);
}
