import { randomUUID } from 'node:crypto';
import type { AuthorityFound } from '../../domain/import/decideAuthorities.ts';
import { decideInstitution } from '../../domain/import/decideInstitution.ts';
import { createEarlierLines } from '../../domain/import/earlierLines.ts';
import { type InstitutionColumn, institutionColumns, readInstitutionRow } from '../../domain/import/institutions.ts';
import type { Reach } from '../../domain/import/reach.ts';
import type { Queryable } from '../../store/database.ts';
import { addInstitutions, changeInstitutions, findInstitutions } from '../../store/importsOrganisations.ts';
import { nothingTaken, readHandful, type Taker } from './taker.ts';
import { writeRows } from './writeRows.ts';

/** Takes in institutions by their 登记号. */
export function createInstitutionTaker(
  tx: Queryable,
  batchId: string,
  reach: Reach,
  regions: ReadonlySet<string>,
  authorities: ReadonlyMap<string, AuthorityFound>,
): Taker<InstitutionColumn> {
  const earlier = createEarlierLines();
  const known = { regions, authorities: new Set(authorities.keys()) };
  return {
    columns: institutionColumns,
    async take(rows, layout) {
      const { good, refused } = readHandful(institutionColumns, layout, rows, (f) => readInstitutionRow(f, known));
      const founds = await tx.rows(
        findInstitutions,
        JSON.stringify(good.map(({ line, row }) => ({ line, number: row.number }))),
      );
      const writes: Record<'add' | 'update' | 'keep', object[]> = { add: [], update: [], keep: [] };
      good.forEach(({ line, row, refuse }, index) => {
        const found = founds[index]?.found ?? null;
        const authority = authorities.get(row.authorityCode);
        const decision = decideInstitution(row, authority?.path ?? '', found, reach);
        const earlierLine = earlier.find(row.number);
        if (earlierLine !== undefined) {
          refused.push(refuse('number', 'import.duplicateCode', { line: String(earlierLine) }));
        } else if ('refusal' in decision) {
          refused.push(refuse(decision.refusal.column, decision.refusal.code));
        } else {
          earlier.remember(row.number, line);
          const { id = randomUUID(), version = 0 } = found ?? {};
          writes[decision.move].push({ ...row, line, id, version, authorityId: authority?.id });
        }
      });
      await writeRows(tx, addInstitutions, batchId, writes.add);
      await writeRows(tx, changeInstitutions, batchId, writes.update);
      return { taken: writes.add.length + writes.update.length, unchanged: writes.keep.length, refused };
    },
    finish: async () => nothingTaken,
  };
}
