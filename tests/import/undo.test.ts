import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { undoImport } from '../../src/actions/import/undoImport.ts';
import { newIdNumber } from '../factories/people.ts';
import { indexOf } from '../setup/sealedValues.ts';
import { type ImportBench, openBench, operator, result, rosterRow, rosterText, sample } from './importing.ts';

let bench: ImportBench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

const tables = ['authority', 'institution', 'physician', 'qualification'] as const;
async function everything(): Promise<object[]> {
  const all: object[] = [];
  for (const table of tables) all.push(...(await bench.query<object>(`SELECT * FROM ${table} ORDER BY id`)));
  return all;
}
const undo = (batch: string) => undoImport(bench.services, batch, operator);

describe('撤销导入', () => {
  test('三种文件都能原样撤回,先下后上', async () => {
    const states: object[][] = [];
    const batches: string[] = [];
    for (const kind of ['authorities', 'institutions', 'roster'] as const) {
      states.push(await everything());
      batches.push(result(await bench.import(kind, sample(`clean/${kind}.csv`))).batch);
    }
    const [authorities = '', institutions = '', roster = ''] = batches;
    expect(await undo(authorities)).toMatchObject({ kind: 'refused', refusals: [{ code: 'import.builtOn' }] });
    expect(result(await undo(roster))).toEqual({ batch: roster, rows: 600 });
    expect(await everything()).toEqual(states[2]);
    expect(result(await undo(institutions))).toEqual({ batch: institutions, rows: 30 });
    expect(result(await undo(authorities))).toEqual({ batch: authorities, rows: 19 });
    expect(await everything()).toEqual([]);
    const actions = await bench.query<{ action: string }>("SELECT action FROM ledger WHERE action LIKE 'undo%'");
    expect(actions).toHaveLength(3);
  });

  test('撤销过的、不存在的、没有完成的批次各有说明', async () => {
    const header = rosterText();
    const { batch } = result(await bench.import('roster', await bench.file(header)));
    const preview = result(await bench.import('roster', await bench.file(header), { dryRun: true }));
    expect((await undo(batch)).kind).toBe('done');
    expect(await undo(batch)).toMatchObject({ refusals: [{ code: 'import.undone' }] });
    expect(await undo('R-20260101-XXXX')).toMatchObject({ refusals: [{ code: 'import.unknownBatch' }] });
    expect(await undo(preview.batch)).toMatchObject({ refusals: [{ code: 'import.notDone' }] });
  });
});

describe('被使用的行', () => {
  let cells: { idNumber: string; certificateNo: string };
  let first: string;
  const take = async (techniques: string) =>
    result(await bench.import('roster', await bench.file(rosterText(rosterRow({ ...cells, techniques }))))).batch;
  beforeEach(async () => {
    const idNumber = newIdNumber('1958-09-10');
    cells = { idNumber, certificateNo: `2024${idNumber}` };
    first = await take('针刺');
  });

  test('本人激活以后不能撤销,什么都不动', async () => {
    await claim(cells.certificateNo);
    const before = await everything();
    expect(await undo(first)).toMatchObject({
      kind: 'refused',
      refusals: [{ code: 'import.builtOn', parameters: { count: '1' } }],
    });
    expect(await everything()).toEqual(before);
  });

  test('后来的批次改过的行,先撤后来的', async () => {
    const before = await everything();
    const second = await take('推拿');
    expect(await undo(first)).toMatchObject({ refusals: [{ code: 'import.builtOn' }] });
    expect((await undo(second)).kind).toBe('done');
    expect(await everything()).toEqual(before);
    expect((await undo(first)).kind).toBe('done');
  });

  test('系统外登记的不予注册期间也算使用', async () => {
    await bench.query(
      `INSERT INTO bar (physician_id, until, reason, article)
       SELECT id, '2030-01-01', '受刑事处罚', '医师法16' FROM physician WHERE id_number_index = $1`,
      [indexOf('idNumber', cells.idNumber)],
    );
    expect(await undo(first)).toMatchObject({ refusals: [{ code: 'import.builtOn' }] });
  });
});

async function claim(certificateNo: string): Promise<void> {
  await bench.query(
    `INSERT INTO account ("end", login_name, password_hash, name, id_type, id_number_sealed, id_number_index, phone_verified_at,
       notice_version, matched_at, physician_id, qualification_id, activated_at, role, created_at)
     SELECT 'person', 'u' || left(q.id::text, 8), 'none', p.name, p.id_type, p.id_number_sealed, p.id_number_index, now(), '1', now(), p.id, q.id,
       now(), 'physician', now()
     FROM qualification q JOIN physician p ON p.id = q.physician_id WHERE q.certificate_no_index = $1`,
    [indexOf('certificateNo', certificateNo)],
  );
}
