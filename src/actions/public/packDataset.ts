import type pg from 'pg';
import { csvLine } from '../../domain/import/csvLine.ts';
import { type OpenDataset, openDatasets } from '../../domain/register/openDataFields.ts';
import type { Statement } from '../../store/database.ts';
import { streamRows } from '../../store/openData.ts';
import { openPacking, type Packed } from './packFile.ts';

type Cells = Readonly<Record<string, string | number | null>>;

/** Both forms of a dataset in one reading. */
export async function packDataset<Row extends object>(
  client: pg.PoolClient,
  dataset: OpenDataset,
  statement: Statement<Row, []>,
  tell: (row: Row) => object,
): Promise<(Packed & { name: string; type: string })[]> {
  const { fields } = openDatasets[dataset];
  // The mark by which Excel knows UTF-8.
  const csv = openPacking(`\uFEFF${csvLine(fields.map(({ heading }) => heading))}`);
  const lines = openPacking('');
  for await (const row of streamRows(client, statement)) {
    const cells = tell(row) as Cells;
    const values = fields.map(({ key }) => cells[key] ?? null);
    await csv.line(csvLine(values.map((value) => (value === null ? '' : String(value)))));
    await lines.line(`${JSON.stringify(Object.fromEntries(fields.map(({ key }, index) => [key, values[index]])))}\n`);
  }
  return [
    { name: `${dataset}.csv`, type: 'text/csv; charset=utf-8', ...(await csv.end()) },
    { name: `${dataset}.jsonl`, type: 'application/jsonl; charset=utf-8', ...(await lines.end()) },
  ];
}
