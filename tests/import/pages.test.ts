import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { confirmImport } from '../../src/actions/import/confirmImport.ts';
import { listBatches } from '../../src/actions/import/listBatches.ts';
import { refusedRowsCsv } from '../../src/actions/import/refusedRowsCsv.ts';
import { runImportJob } from '../../src/actions/import/runImportJob.ts';
import { startImport } from '../../src/actions/import/startImport.ts';
import { undoImport } from '../../src/actions/import/undoImport.ts';
import { viewBatch } from '../../src/actions/import/viewBatch.ts';
import type { AuthorityActor } from '../../src/domain/access/actor.ts';
import { insertAuthorityStaff, insertHunan, insertZhejiang, newIdNumber } from '../factories/people.ts';
import { type ImportBench, openBench, operator, result, rosterRow, rosterText, sample } from './importing.ts';

let bench: ImportBench;
let zhejiang: AuthorityActor;
let hangzhou: AuthorityActor;
let hunan: AuthorityActor;
let clerk: AuthorityActor;
beforeAll(async () => {
  bench = await openBench();
  const { database } = bench.db;
  const tree = await insertZhejiang(database);
  zhejiang = await insertAuthorityStaff(database, tree.province, 'administrator');
  hangzhou = await insertAuthorityStaff(database, tree.city, 'administrator');
  clerk = await insertAuthorityStaff(database, tree.province, 'officer');
  hunan = await insertAuthorityStaff(database, (await insertHunan(database)).province, 'administrator');
});
afterAll(() => bench.close());

async function start(actor: AuthorityActor, content: string | Uint8Array, dryRun = false): Promise<string> {
  const fileKey = `imports/${crypto.randomUUID()}`;
  await bench.services.storage.put(fileKey, Buffer.from(content), 'text/csv');
  return result(await startImport(bench.services, actor, { kind: 'roster', fileName: '名册.csv', fileKey, dryRun }))
    .batch;
}
async function run(batch: string) {
  await runImportJob(bench.services, batch);
  return result(await viewBatch(bench.services, operator, batch));
}
async function download(batch: string, actor: AuthorityActor = zhejiang): Promise<string> {
  return (await Array.fromAsync(result(await refusedRowsCsv(bench.services, actor, batch)))).join('');
}

describe('主管部门导入', () => {
  test('只有管理员可以导入和撤销', async () => {
    const file = { kind: 'roster', fileName: 'a.csv', fileKey: 'imports/a', dryRun: false } as const;
    expect(await startImport(bench.services, clerk, file)).toMatchObject({ refusals: [{ code: 'step.moreRight' }] });
    expect(await undoImport(bench.services, 'R-1', clerk)).toMatchObject({ refusals: [{ code: 'step.moreRight' }] });
  });

  test('外省的行不收,市级机关不收名册', async () => {
    const rows = rosterText(
      rosterRow({ idNumber: newIdNumber(), certificateNo: '20245100000001', provinceCode: '510000' }),
      rosterRow({ idNumber: newIdNumber(), certificateNo: '20243300000002', provinceCode: '330000' }),
    );
    const { batch, refusals } = await run(await start(zhejiang, rows));
    expect(batch).toMatchObject({ state: 'done', taken: 1, refused: 1 });
    expect(refusals).toMatchObject([{ line: 2, column: '考核省份代码', reason: '这一行不在您的管辖范围内。' }]);
    expect((await run(await start(hangzhou, rows))).batch).toMatchObject({ taken: 0, unchanged: 0, refused: 2 });
  });

  test('外省已登记的证书不能改成本省的', async () => {
    const cells = { idNumber: newIdNumber(), certificateNo: '20244300000003' };
    await run(await start(hunan, rosterText(rosterRow({ ...cells, provinceCode: '430000' }))));
    const { batch } = await run(await start(zhejiang, rosterText(rosterRow(cells))));
    expect(batch).toMatchObject({ taken: 0, refused: 1 });
  });

  test('机构和机关只限本机关以下', async () => {
    const actor = { ...operator, authorityPath: zhejiang.path };
    const institutions = await bench.import('institutions', sample('clean/institutions.csv'), { actor });
    expect(result(institutions).refused.every(({ column }) => column === '审批机关代码')).toBe(true);
    const authorities = result(await bench.import('authorities', sample('clean/authorities.csv'), { actor }));
    const foreign = authorities.refused.filter(({ reason }) => reason === '这一行不在您的管辖范围内。');
    expect(authorities.taken).toBe(6);
    // Its own row is refused as well: nobody gives themselves another function.
    expect(foreign.some(({ value }) => value === 'A330000')).toBe(true);
  });

  test('别省看不到这一批,下级看不到上级的,上级看得到下级的', async () => {
    const batch = await start(zhejiang, rosterText());
    const below = await start(hangzhou, rosterText());
    const seen = async (actor: AuthorityActor) => (await listBatches(bench.services, actor)).map(({ id }) => id);
    expect(await seen(zhejiang)).toEqual(expect.arrayContaining([batch, below]));
    expect(await seen(hangzhou)).not.toContain(batch);
    expect(await seen(hunan)).not.toContain(batch);
    expect((await viewBatch(bench.services, hunan, batch)).kind).toBe('notFound');
    expect((await refusedRowsCsv(bench.services, hunan, batch)).kind).toBe('notFound');
    expect(await undoImport(bench.services, batch, hunan)).toMatchObject({
      refusals: [{ code: 'import.unknownBatch' }],
    });
  });
});

describe('预检', () => {
  test('与正式导入答案相同,除批次外什么也不写;确认后导入同一文件', async () => {
    const bytes = await readFile(sample('messy/roster.csv'));
    const before = await bench.query('SELECT FROM physician');
    const preview = await run(await start(zhejiang, bytes, true));
    expect(preview.batch).toMatchObject({ state: 'preview', rowsRead: 400, fileName: '名册.csv' });
    expect(preview.refusals).toHaveLength(100);
    expect(await bench.query('SELECT FROM physician')).toHaveLength(before.length);
    expect(await bench.query('SELECT FROM ledger WHERE subject_id = $1', [preview.batch.id])).toEqual([]);
    const confirmed = result(await confirmImport(bench.services, zhejiang, preview.batch.id)).batch;
    const real = await run(confirmed);
    expect(real.refusals).toEqual(preview.refusals);
    const { taken, unchanged, refused } = preview.batch;
    expect(real.batch).toMatchObject({ state: 'done', taken, unchanged, refused, rowsTotal: 400 });
    expect(await confirmImport(bench.services, zhejiang, confirmed)).toMatchObject({
      refusals: [{ code: 'import.notPreview' }],
    });
  });
});

describe('后台任务', () => {
  test('任务与批次同时写下', async () => {
    const batch = await start(zhejiang, rosterText());
    const jobs = await bench.query<{ payload: object }>(
      `SELECT payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
       WHERE identifier = 'importFile' AND payload ->> 'batch' = $1`,
      [batch],
    );
    expect(jobs).toHaveLength(1);
  });

  test('被中断的批次重新运行,结果只有一份;运行两次也一样', async () => {
    const row = rosterRow({ idNumber: newIdNumber(), certificateNo: '20243300000009' });
    const batch = await start(zhejiang, rosterText(row, rosterRow({ idNumber: 'x', certificateNo: 'y' })));
    await bench.query("UPDATE import_batch SET state = 'running', rows_read = 1 WHERE id = $1", [batch]);
    const first = await run(batch);
    expect(first.batch).toMatchObject({ state: 'done', taken: 1, refused: 1 });
    expect(await run(batch)).toEqual(first);
    expect(await bench.query('SELECT FROM ledger WHERE subject_id = $1', [batch])).toHaveLength(1);
  });

  test('中断后没有重跑的批次,下一次导入时标为失败', async () => {
    const killed = await start(zhejiang, rosterText());
    await bench.query("UPDATE import_batch SET state = 'running' WHERE id = $1", [killed]);
    await run(await start(zhejiang, rosterText()));
    const [batch] = await bench.query<{ state: string; problem: string }>(
      'SELECT state, problem FROM import_batch WHERE id = $1',
      [killed],
    );
    expect(batch).toMatchObject({ state: 'failed' });
    expect(batch?.problem).toContain('没有写入任何一行');
  });

  test('系统故障时批次标为失败,一行不留,错误照样抛出', async () => {
    const batch = await start(zhejiang, rosterText());
    await bench.query('UPDATE import_batch SET file_key = $2 WHERE id = $1', [batch, 'imports/gone']);
    await expect(runImportJob(bench.services, batch)).rejects.toThrow('gone from storage');
  });
});

describe('被退回的行', () => {
  test('下载带原列、行号、列和原因,公式不会运行', async () => {
    const row = rosterRow({
      idNumber: 'bad',
      certificateNo: '=cmd',
      name: '=HYPERLINK("http://x")',
      techniques: '-1+1',
    });
    const quoted = row.map((cell) => `"${cell.replaceAll('"', '""')}"`);
    const { batch } = await run(await start(zhejiang, rosterText(quoted)));
    const [header = '', line = ''] = (await download(batch.id)).split('\r\n');
    expect(header.startsWith('\uFEFF姓名,证件类型')).toBe(true);
    expect(header.endsWith('发证机关,行号,列,原因')).toBe(true);
    expect(line).toContain(`"'=HYPERLINK(""http://x"")"`);
    expect(line).toContain(`"'=cmd"`);
    expect(line).toContain(`"'-1+1"`);
    expect(line).not.toMatch(/(^|,)"?[=+@-]/);
    expect(line).toContain(',2,姓名;证件号码');
  });

  test('几千行也完整,谁看过被记下', async () => {
    const rows = Array.from({ length: 2300 }, (_, index) => rosterRow({ idNumber: 'bad', certificateNo: `C${index}` }));
    const { batch } = await run(await start(zhejiang, rosterText(...rows)));
    expect((await download(batch.id)).trim().split('\r\n')).toHaveLength(2301);
    const [log] = await bench.query('SELECT what, actor_name FROM read_log WHERE subject_id = $1', [batch.id]);
    expect(log).toEqual({ what: '导入中不通过的行', actor_name: zhejiang.name });
  });
});
