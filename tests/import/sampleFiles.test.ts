import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readRows } from '../../src/outside/spreadsheet.ts';
import { opened } from '../../src/store/protection.ts';
import expectedLines from './data/messy/expected.json' with { type: 'json' };
import { type ImportBench, openBench, result, sample } from './importing.ts';
import { writeXlsx } from './xlsx.ts';

const expected: Readonly<Record<string, { expect: string; defect: string }>> = expectedLines;
const refusedLines = Object.keys(expected)
  .filter((line) => expected[line]?.expect === 'refused')
  .map(Number)
  .sort((a, b) => a - b);

const columnOfDefect: Readonly<Record<string, string>> = {
  badcheck: '证件号码',
  noname: '姓名',
  sexmismatch: '性别',
  noscope: '技术方法',
  badprovince: '考核省份代码',
  'same person and certificate as an earlier row': '资格证书编码',
};

const people = `SELECT p.name, p.sex, p.birth_date, p.id_type, ${opened('p', 'physician.id_number')} AS id_number,
  ${opened('q', 'qualification.certificate_no')} AS certificate_no, q.issued_on, q.province_code,
  q.techniques, q.conditions, q.issuer FROM physician p JOIN qualification q ON q.physician_id = p.id ORDER BY q.certificate_no_index`;

describe('凌乱的名册', () => {
  let bench: ImportBench;
  let fromXlsx: ImportBench;
  beforeAll(async () => {
    bench = await openBench();
    fromXlsx = await openBench();
  });
  afterAll(async () => {
    await bench.close();
    await fromXlsx.close();
  });

  test('好的行进来,坏的行留在外面,逐行与预期一致', async () => {
    const { rows, taken, unchanged, refused } = result(await bench.import('roster', sample('messy/roster.csv')));
    expect([...new Set(refused.map(({ line }) => line))]).toEqual(refusedLines);
    expect({ rows, taken, unchanged }).toEqual({ rows: 400, taken: 400 - refusedLines.length, unchanged: 0 });
    for (const line of refusedLines) {
      const column = columnOfDefect[expected[String(line)]?.defect ?? ''];
      expect(refused.filter((refusal) => refusal.line === line).map((refusal) => refusal.column)).toContain(column);
    }
    expect(refused.every(({ reason }) => /[。]$/.test(reason) && !reason.includes('{'))).toBe(true);
  });

  test('重复的行说明与哪一行重复', async () => {
    const rows: string[][] = [];
    for await (const { cells } of readRows(sample('messy/roster.csv'))) rows.push([...cells]);
    const [first] = await bench.query<{ line: number; reason: string }>(
      "SELECT line, reason FROM import_refusal WHERE code = 'import.duplicate' ORDER BY line LIMIT 1",
    );
    const earlier = Number(/第(\d+)行/.exec(first?.reason ?? '')?.[1]);
    expect(rows[earlier - 1]?.[5]).toBe(rows[(first?.line ?? 0) - 1]?.[5]);
  });

  test('同一文件再导入一次,什么都不改变', async () => {
    const before = await bench.query(people);
    const { taken, unchanged } = result(await bench.import('roster', sample('messy/roster.csv')));
    expect({ taken, unchanged }).toEqual({ taken: 0, unchanged: 400 - refusedLines.length });
    expect(await bench.query(people)).toEqual(before);
  });

  test('同样的行放在 XLSX 里,结果相同', async () => {
    const rows: string[][] = [];
    for await (const { cells } of readRows(sample('messy/roster.csv'))) rows.push([...cells]);
    const { taken, refused } = result(await fromXlsx.import('roster', await writeXlsx(fromXlsx.folder, rows)));
    expect(taken).toBe(400 - refusedLines.length);
    expect([...new Set(refused.map(({ line }) => line))]).toEqual(refusedLines);
    expect(await fromXlsx.query(people)).toEqual(await bench.query(people));
  });
});

describe('整洁的样本', () => {
  let bench: ImportBench;
  beforeAll(async () => {
    bench = await openBench();
  });
  afterAll(() => bench.close());

  test('机关、机构、名册全部导入,第二次都无变化', async () => {
    const kinds = { authorities: 19, institutions: 30, roster: 600 } as const;
    for (const kind of ['authorities', 'institutions', 'roster'] as const) {
      const path = sample(`clean/${kind}.csv`);
      expect(result(await bench.import(kind, path))).toMatchObject({ taken: kinds[kind], unchanged: 0, refused: [] });
      expect(result(await bench.import(kind, path))).toMatchObject({ taken: 0, unchanged: kinds[kind], refused: [] });
    }
    const [county] = await bench.query("SELECT path, registers, consents FROM authority WHERE code = 'A330102'");
    expect(county).toEqual({ path: 'A330000/A330100/A330102', registers: true, consents: false });
    const [clinic] = await bench.query(
      `SELECT i.credit_code, i.licence_valid_until, a.code FROM institution i JOIN authority a ON a.id = i.authority_id
       WHERE number = '60181590851010412A1002'`,
    );
    expect(clinic).toEqual({ credit_code: '525101046018159080', licence_valid_until: '2030-12-31', code: 'A510104' });
  });

  test('每次导入都记入台账,台账里没有证件号码', async () => {
    const rows = await bench.query<{ action: string; detail: object }>(
      'SELECT action, detail FROM ledger ORDER BY seq',
    );
    expect(rows).toHaveLength(6);
    expect(rows[4]).toEqual({
      action: 'import roster',
      detail: { kind: 'roster', rows: 600, taken: 600, unchanged: 0, refused: 0 },
    });
  });

  test('批次号短而可读', async () => {
    const ids = await bench.query<{ id: string }>('SELECT id FROM import_batch ORDER BY started_at');
    expect(ids.every(({ id }) => /^[AIR]-20260302-[34679A-Y]{4}$/.test(id))).toBe(true);
  });
});
