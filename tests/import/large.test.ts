import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { undoImport } from '../../src/actions/import/undoImport.ts';
import { idCheckDigit } from '../../src/domain/fields/idCheckDigit.ts';
import { type ImportBench, openBench, operator, result, rosterRow, rosterText } from './importing.ts';

const rows = 100_000;
// What is left after a collection is what the import holds on to.
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
let bench: ImportBench;
let path: string;

beforeAll(async () => {
  bench = await openBench();
  path = join(bench.folder, 'large.csv');
  await pipeline(Readable.from(lines()), createWriteStream(path));
});
afterAll(() => bench.close());

/** Each tenth row is refused. */
function* lines(): Generator<string> {
  yield rosterText();
  for (let index = 0; index < rows; index += 1) {
    const day = Temporal.PlainDate.from('1950-01-01').add({ days: Math.floor(index / 500) });
    const first = `330102${day.toString().replaceAll('-', '')}${String(index % 500).padStart(3, '0')}`;
    const idNumber = first + idCheckDigit(first);
    const techniques = index % 10 === 9 ? '' : '针刺;艾灸';
    yield `${rosterRow({ idNumber, certificateNo: `20213335${idNumber}`, techniques }).join(',')}\n`;
  }
}

test('十万行:内存不随行数增长,进度看得见,第二次无变化,可以撤销', async () => {
  let most = 0;
  const seen: number[] = [];
  collect();
  const before = process.memoryUsage().heapUsed;
  const onProgress = ({ rows: read }: { rows: number }) => {
    seen.push(read);
    if (read % 10_000 === 0) {
      collect();
      most = Math.max(most, process.memoryUsage().heapUsed - before);
    }
  };
  const first = result(await bench.import('roster', path, { onProgress }));
  expect(first).toMatchObject({ rows, taken: rows * 0.9, unchanged: 0 });
  expect(first.refused).toHaveLength(rows / 10);
  expect(seen.length).toBeGreaterThan(rows / 1000);
  // The rows are 20 MB as text and several times that as objects.
  expect(most).toBeLessThan(30_000_000);
  expect(result(await bench.import('roster', path))).toMatchObject({ taken: 0, unchanged: rows * 0.9 });
  expect(result(await undoImport(bench.services, first.batch, operator))).toEqual({
    batch: first.batch,
    rows: rows * 0.9,
  });
  expect(await bench.query('SELECT count(*) FROM physician')).toEqual([{ count: 0 }]);
});
