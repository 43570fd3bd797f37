import type { ImportKind } from '../../domain/import/kinds.ts';
import type { Reach } from '../../domain/import/reach.ts';
import { storable } from '../../domain/import/reading.ts';
import type { SpreadsheetRow } from '../../outside/spreadsheet.ts';
import type { Queryable } from '../../store/database.ts';
import { type Counts, listRegions } from '../../store/imports.ts';
import { listAuthorities } from '../../store/importsOrganisations.ts';
import type { RefusedRow } from '../../store/importsRefusals.ts';
import { readTable } from './readTable.ts';
import { createAuthorityTaker } from './takeAuthorities.ts';
import { createInstitutionTaker } from './takeInstitutions.ts';
import { createRosterTaker } from './takeRoster.ts';
import type { Taken, Taker } from './taker.ts';

export interface FileToTake {
  readonly kind: ImportKind;
  readonly batchId: string;
  readonly path: string;
  readonly reach: Reach;
}

/** Told while the rows pass by; each call is awaited, so nothing piles up. */
export interface Listener {
  header(cells: readonly string[]): Promise<void>;
  refused(rows: readonly RefusedRow[]): Promise<void>;
  progress(counts: Counts): Promise<void>;
}

const rowsAtOnce = 1000;

/** Takes in a file within a transaction. Memory holds one handful of rows, whatever the file holds. */
export async function takeFile(tx: Queryable, file: FileToTake, listener: Listener): Promise<Counts> {
  const { kind, batchId, reach } = file;
  const regions = new Set((await tx.row(listRegions))?.codes);
  if (kind === 'roster') return takeRows(file.path, createRosterTaker(tx, batchId, reach, regions), listener);
  const known = new Map((await tx.rows(listAuthorities)).map((authority) => [authority.code, authority]));
  return kind === 'institutions'
    ? takeRows(file.path, createInstitutionTaker(tx, batchId, reach, regions, known), listener)
    : takeRows(file.path, createAuthorityTaker(tx, batchId, reach, regions, known), listener);
}

async function takeRows<Key extends string>(path: string, taker: Taker<Key>, listener: Listener): Promise<Counts> {
  const { header, layout, rows } = await readTable(path, taker.columns);
  await listener.header(header.map(storable));
  let counts: Counts = { rows: 0, taken: 0, unchanged: 0, refused: 0 };
  let handful: SpreadsheetRow[] = [];
  const add = async (read: number, taken: Taken) => {
    counts = sum(counts, read, taken);
    await listener.refused(taken.refused.map((row) => ({ ...row, cells: row.cells.map(storable) })));
    await listener.progress(counts);
  };
  for await (const row of rows) {
    handful.push(row);
    if (handful.length < rowsAtOnce) continue;
    await add(handful.length, await taker.take(handful, layout));
    handful = [];
  }
  await add(handful.length, await taker.take(handful, layout));
  await add(0, await taker.finish());
  return counts;
}

function sum(counts: Counts, read: number, { taken, unchanged, refused }: Taken): Counts {
  return {
    rows: counts.rows + read,
    taken: counts.taken + taken,
    unchanged: counts.unchanged + unchanged,
    refused: counts.refused + refused.length,
  };
}
