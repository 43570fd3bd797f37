import { describe, expect, test } from 'vitest';
import { authorityColumns, readAuthorityRow } from './authorities.ts';
import { type Columns, type Fields, fieldsOf, matchHeader } from './columns.ts';
import { institutionColumns, readInstitutionRow } from './institutions.ts';
import { type ImportKind, importColumns, importKinds, isImportKind } from './kinds.ts';
import { readRosterRow, rosterColumns } from './roster.ts';
import { importTemplate } from './template.ts';

const kinds = Object.keys(importKinds) as ImportKind[];
const regions = new Set(['430000', '430121']);

/** The lines of a template; a comma within quotes divides nothing. */
function linesOf(kind: ImportKind): string[][] {
  const lines = importTemplate(kind).slice(1).trimEnd().split('\r\n');
  return lines.map((line) => line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/).map((cell) => cell.replaceAll('"', '')));
}

/** The example as an import reads it. */
function example<Key extends string>(columns: Columns<Key>, kind: ImportKind): Fields<Key> {
  const [header = [], cells = []] = linesOf(kind);
  const match = matchHeader(columns, header);
  if (!match.ok) throw new Error(`missing: ${match.missing.join()}`);
  return fieldsOf(columns, match.layout, cells);
}

describe('导入模板', () => {
  test.each(kinds)('%s:Excel 认得的编码,每一列的表头,一行示例', (kind) => {
    expect(importTemplate(kind).startsWith('\uFEFF')).toBe(true);
    const [header = [], ...examples] = linesOf(kind);
    expect(header).toEqual(Object.values(importColumns[kind]).map(({ label }) => label));
    expect(examples.map((cells) => cells.length)).toEqual([header.length]);
    expect(examples[0]).toContain('示例行,导入前请删除');
  });

  test('示例行忘了删除,也不会导入', () => {
    const authority = readAuthorityRow(example(authorityColumns, 'authorities'), regions);
    const known = { regions, authorities: new Set(['430121']) };
    const institution = readInstitutionRow(example(institutionColumns, 'institutions'), known);
    const roster = readRosterRow(example(rosterColumns, 'roster'), regions);
    expect([authority.ok, institution.ok, roster.ok]).toEqual([false, false, false]);
  });

  test.each([
    ['roster', true],
    ['authorities', true],
    ['rosters', false],
    ['toString', false],
  ])('“%s”是不是一种导入:%s', (text, known) => {
    expect(isImportKind(text)).toBe(known);
  });
});
