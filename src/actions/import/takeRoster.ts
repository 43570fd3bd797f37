import { randomUUID } from 'node:crypto';
import { type RosterFound, rosterMoves } from '../../domain/import/decideRoster.ts';
import { createEarlierLines } from '../../domain/import/earlierLines.ts';
import { planRoster, type RosterPlan } from '../../domain/import/planRoster.ts';
import type { Reach } from '../../domain/import/reach.ts';
import { type RosterColumn, type RosterRow, readRosterRow, rosterColumns } from '../../domain/import/roster.ts';
import type { Queryable } from '../../store/database.ts';
import {
  addCertificates,
  addPersons,
  changeCertificates,
  changePersons,
  findRoster,
  lockAndFindBuiltOn,
} from '../../store/importsRoster.ts';
import { type GoodRow, nothingTaken, readHandful, type Taker } from './taker.ts';
import { writeRows } from './writeRows.ts';

/** Takes in a roster: persons by their ID number, certificates by theirs. */
export function createRosterTaker(
  tx: Queryable,
  batchId: string,
  reach: Reach,
  regions: ReadonlySet<string>,
): Taker<RosterColumn> {
  const earlier = createEarlierLines();
  return {
    columns: rosterColumns,
    async take(rows, layout) {
      const { good, refused } = readHandful(rosterColumns, layout, rows, (fields) => readRosterRow(fields, regions));
      const founds = await tx.rows(findRoster, JSON.stringify(good.map(keysOf)));
      const builtOn = await findBuiltOn(tx, good, founds);
      const plan = planRoster(good, founds, { builtOn, reach, earlier, newId: randomUUID });
      await writePlan(tx, batchId, plan);
      const byLine = new Map(good.map((row) => [row.line, row]));
      for (const { line, column, code, parameters } of plan.refused) {
        const row = byLine.get(line);
        if (row !== undefined) refused.push(row.refuse(column, code, parameters));
      }
      return { taken: plan.taken, unchanged: plan.unchanged, refused };
    },
    finish: async () => nothingTaken,
  };
}

function keysOf({ line, row }: GoodRow<RosterColumn, RosterRow>) {
  return { line, idNumber: row.idNumber, idType: row.idType, certificateNo: row.certificateNo };
}

/** Asked only of what would change: a file sent a second time locks nothing. */
async function findBuiltOn(
  tx: Queryable,
  good: readonly GoodRow<RosterColumn, RosterRow>[],
  founds: readonly RosterFound[],
): Promise<ReadonlySet<string>> {
  const changing = founds.filter((found, index) => {
    const row = good[index]?.row;
    return row !== undefined && Object.values(rosterMoves(row, found)).includes('update');
  });
  const persons = new Set(changing.flatMap(({ person }) => (person === null ? [] : [person.id])));
  const certificates = new Set(changing.flatMap(({ certificate }) => (certificate === null ? [] : [certificate.id])));
  return lockAndFindBuiltOn(tx, [...persons], [...certificates]);
}

async function writePlan(tx: Queryable, batchId: string, { persons, certificates }: RosterPlan): Promise<void> {
  await writeRows(tx, addPersons, batchId, persons.add);
  await writeRows(tx, changePersons, batchId, persons.update);
  await writeRows(tx, addCertificates, batchId, certificates.add);
  await writeRows(tx, changeCertificates, batchId, certificates.update);
}
