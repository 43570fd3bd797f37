import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import expectedLines from '../import/data/messy/expected.json' with { type: 'json' };
import { type CommandLine, openCommandLine, sample } from './command.ts';

interface Imported {
  readonly batch: string;
  readonly taken: number;
  readonly unchanged: number;
  readonly refused: readonly { line: number; column: string; value: string; reason: string }[];
}

let cli: CommandLine;
beforeAll(async () => {
  cli = await openCommandLine();
});
afterAll(() => cli.close());

const badLines = Object.entries(expectedLines as Record<string, { expect: string }>)
  .filter(([, { expect: outcome }]) => outcome === 'refused')
  .map(([line]) => Number(line));

describe('命令行导入', () => {
  test('机关、机构、名册:好文件全部进来,再导一次没有变化', async () => {
    for (const [kind, rows] of [
      ['authorities', 19],
      ['institutions', 30],
      ['roster', 600],
    ] as const) {
      const first = await cli.json<Imported>('import', kind, sample(`clean/${kind}.csv`));
      expect(first).toMatchObject({ taken: rows, unchanged: 0, refused: [] });
      const again = await cli.json<Imported>('import', kind, sample(`clean/${kind}.csv`));
      expect(again).toMatchObject({ taken: 0, unchanged: rows, refused: [] });
    }
  });

  test('预检不写入;坏行不算失败', async () => {
    const ran = await cli.run('import', 'roster', sample('messy/roster.csv'), '--dry-run', '--json');
    expect(ran.code).toBe(0);
    const { taken, refused } = JSON.parse(ran.stdout) as Imported;
    expect([...new Set(refused.map(({ line }) => line))]).toEqual(badLines);
    expect(taken).toBe(400 - badLines.length);
    const real = await cli.json<Imported>('import', 'roster', sample('messy/roster.csv'));
    expect(real.taken).toBe(taken);
    expect(real.refused).toEqual(refused);
  });

  test('给人看的结果有批次、行数和原因', async () => {
    const ran = await cli.run('import', 'roster', sample('messy/roster.csv'));
    expect(ran.code).toBe(0);
    expect(ran.stdout).toMatch(/批次 R-\d{8}-\w{4}/);
    expect(ran.stdout).toContain(
      `共 400 行:导入 0 行,没有变化 ${400 - badLines.length} 行,不通过 ${badLines.length} 行`,
    );
    expect(ran.stdout).toMatch(/第\d+行 .+“.*”:.+。/);
  });

  test('整批撤销一次,第二次说已撤销过', async () => {
    const other = await openCommandLine();
    const { batch } = await other.json<Imported>('import', 'authorities', sample('clean/authorities.csv'));
    const undone = await other.run('import', 'undo', batch);
    expect(undone).toMatchObject({ code: 0, stderr: '' });
    const again = await other.run('import', 'undo', batch);
    expect(again.code).toBe(1);
    expect(again.stderr).toContain('这一批已经撤销过');
    await other.close();
  });

  test('失败以非零退出码结束,并说明原因', async () => {
    expect(await cli.run('import', 'roster', '/nowhere.csv')).toMatchObject({ code: 1, stdout: '' });
    const wrong = await cli.run('import', 'roster', sample('clean/authorities.csv'), '--json');
    expect(wrong.code).toBe(1);
    expect(JSON.parse(wrong.stdout)).toMatchObject({ error: expect.stringContaining('缺少列') });
    expect((await cli.run('import', 'everything', sample('clean/roster.csv'))).code).toBe(2);
    expect((await cli.run('import', 'roster')).code).toBe(2);
    expect((await cli.run('dance')).code).toBe(2);
    expect((await cli.run('help')).code).toBe(0);
  });

  test('用完后内置数据库不再运行', () => {
    expect(existsSync(join(cli.dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
  });
});
