import { randomUUID } from 'node:crypto';
import {
  type AuthorityColumn,
  type AuthorityRow,
  authorityColumns,
  readAuthorityRow,
} from '../../domain/import/authorities.ts';
import { type AuthorityFound, decideAuthorities } from '../../domain/import/decideAuthorities.ts';
import type { Reach } from '../../domain/import/reach.ts';
import { SpreadsheetError } from '../../outside/spreadsheet/spreadsheetError.ts';
import type { Queryable } from '../../store/database.ts';
import { addAuthorities, changeAuthorities } from '../../store/importsOrganisations.ts';
import type { RefusedRow } from '../../store/importsRefusals.ts';
import { type GoodRow, nothingTaken, readHandful, type Taken, type Taker } from './taker.ts';
import { writeRows } from './writeRows.ts';

/** Kept in memory until the last row, because a superior may come last. China has some 3,300 regions with authorities. */
const most = 50_000;

/** Takes in authorities by their code, superiors first. */
export function createAuthorityTaker(
  tx: Queryable,
  batchId: string,
  reach: Reach,
  regions: ReadonlySet<string>,
  known: ReadonlyMap<string, AuthorityFound>,
): Taker<AuthorityColumn> {
  const rows = new Map<string, GoodRow<AuthorityColumn, AuthorityRow>>();
  return {
    columns: authorityColumns,
    async take(handful, layout) {
      const { good, refused } = readHandful(authorityColumns, layout, handful, (f) => readAuthorityRow(f, regions));
      for (const row of good) {
        const earlier = rows.get(row.row.code);
        if (earlier === undefined) rows.set(row.row.code, row);
        else refused.push(row.refuse('code', 'import.duplicateCode', { line: String(earlier.line) }));
      }
      if (rows.size > most) throw new SpreadsheetError('import.tooLarge', { max: `${most}个机关` });
      return { ...nothingTaken, refused };
    },
    finish: () => writeAuthorities(tx, batchId, rows, known, reach),
  };
}

async function writeAuthorities(
  tx: Queryable,
  batchId: string,
  rows: ReadonlyMap<string, GoodRow<AuthorityColumn, AuthorityRow>>,
  known: ReadonlyMap<string, AuthorityFound>,
  reach: Reach,
): Promise<Taken> {
  const refused: RefusedRow[] = [];
  const writes: Record<'add' | 'update' | 'keep', object[]> = { add: [], update: [], keep: [] };
  const ids = new Map([...known.values()].map(({ code, id }) => [code, id]));
  for (const decision of decideAuthorities([...rows.values()], known, reach)) {
    const { line, row } = decision;
    if ('refusal' in decision) {
      const { column, code, parameters } = decision.refusal;
      const refusedRow = rows.get(row.code)?.refuse(column, code, parameters);
      if (refusedRow !== undefined) refused.push(refusedRow);
      continue;
    }
    const { move, path, found } = decision;
    const { id = randomUUID(), version = 0 } = found ?? {};
    ids.set(row.code, id);
    writes[move].push({ ...row, line, id, version, path, parentId: ids.get(row.parentCode) ?? null });
  }
  await writeRows(tx, addAuthorities, batchId, writes.add);
  await writeRows(tx, changeAuthorities, batchId, writes.update);
  return { taken: writes.add.length + writes.update.length, unchanged: writes.keep.length, refused };
}
