import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ImportBench, openBench, result, sample } from './importing.ts';

let bench: ImportBench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

const header = '机关名称,机关代码,行政区划代码,层级,上级机关代码,职能';
async function importAuthorities(...lines: readonly string[]) {
  const { taken, unchanged, refused } = result(
    await bench.import('authorities', await bench.file([header, ...lines].join('\n'))),
  );
  return { taken, unchanged, refused: refused.map(({ line, column, reason }) => `${line} ${column} ${reason}`) };
}
const pathOf = async (code: string) =>
  (await bench.query<{ path: string }>('SELECT path FROM authority WHERE code = $1', [code]))[0]?.path;

describe('机关', () => {
  test('上级可以在下级后面', async () => {
    const lines = [
      '芙蓉区局,H102,430102,县,H100,注册',
      '长沙市局,H100,430100,市,H000,注册',
      '湖南省局,H000,430000,省,,跨省同意;归集',
    ];
    expect(await importAuthorities(...lines)).toEqual({ taken: 3, unchanged: 0, refused: [] });
    expect(await pathOf('H102')).toBe('H000/H100/H102');
    expect(await importAuthorities(...lines)).toEqual({ taken: 0, unchanged: 3, refused: [] });
  });

  test('不认识的上级、层级、职能、区划都说明,互为上级的不收', async () => {
    expect(
      await importAuthorities(
        '甲,K1,430103,县,NONE,注册',
        '乙,K2,430104,区,H100,注册;发证',
        '丙,K3,439999,县,,注册',
        '丁,K4,430105,县,K5,注册',
        '戊,K5,430111,县,K4,注册',
        '己,K6,430112,县,H100,跨省同意',
        '己,K6,430112,县,H100,注册',
        '庚,K/7,430112,县,H100,注册',
        '辛,K8,430000,省,,跨省同意',
      ),
    ).toEqual({
      taken: 1,
      unchanged: 0,
      refused: [
        '2 上级机关代码 没有这个机关代码,请先导入机关或核对。',
        '3 层级 层级请填写“省”“市”或“县”。',
        '3 职能 不认识的职能:发证。可用:注册、跨省同意、归集。',
        '4 行政区划代码 没有这个行政区划代码,请核对。',
        '4 上级机关代码 上级机关代码是空的,请补全。',
        '5 上级机关代码 没有这个机关代码,请先导入机关或核对。',
        '6 上级机关代码 上级机关互为上下级,或者层数太多,请核对上级机关代码。',
        '8 机关代码 与第7行的机关代码相同,本行不导入。',
        '9 机关代码 机关代码只能用数字、字母和“-”(最多40位),请核对。',
        '10 职能 这个行政区划已由另一机关(H000)行使跨省同意,请核对。',
      ],
    });
  });

  test('改名和改职能可以,有下级的机关不能换上级', async () => {
    expect(await importAuthorities('长沙市卫健委,H100,430100,市,H000,注册;归集')).toMatchObject({ taken: 1 });
    expect(await importAuthorities('长沙市卫健委,H100,430100,市,K6,注册;归集')).toEqual({
      taken: 0,
      unchanged: 0,
      refused: ['2 上级机关代码 这个机关已有下级机关,不能用导入改变它的上级。'],
    });
    expect(await importAuthorities('芙蓉区局,H102,430102,县,H000,注册')).toMatchObject({ taken: 1 });
    expect(await pathOf('H102')).toBe('H000/H102');
  });
});

describe('机构', () => {
  const head = '机构名称,登记号,统一社会信用代码,行政区划代码,机构类型,审批机关代码,负责人,联系电话,许可证有效期止';
  test('早期信用代码校验位不符只提醒不退回;没有的机关、重复的登记号退回', async () => {
    const lines = [
      '甲诊所,PDY1,525101046018159081,430102,中医诊所,H102,李,0731-1,2030/1/2',
      '乙诊所,PDY2,,430102,,H102,,,',
      '丙诊所,PDY3,525,430102,中医诊所,H999,李,1,昨天',
      '丁诊所,PDY1,,430102,,H102,,,',
    ];
    const { taken, refused } = result(
      await bench.import('institutions', await bench.file([head, ...lines].join('\n'))),
    );
    expect(taken).toBe(2);
    expect(refused.map(({ line, column }) => `${line} ${column}`)).toEqual([
      '4 统一社会信用代码',
      '4 许可证有效期止',
      '4 审批机关代码',
      '5 登记号',
    ]);
  });

  test('只有必需的列也能导入,改变的内容写入', async () => {
    const text = '机构名称,备案编号,行政区划代码,审批机关代码\n乙中医诊所,pdy2,430102,H102\n';
    expect(result(await bench.import('institutions', await bench.file(text)))).toMatchObject({ taken: 1, refused: [] });
    expect(await bench.query("SELECT name, version FROM institution WHERE number = 'PDY2'")).toEqual([
      { name: '乙中医诊所', version: 2 },
    ]);
  });

  test('机关没有导入时,样本里的机构一家也不收', async () => {
    const { taken, refused } = result(await bench.import('institutions', sample('messy/institutions.csv')));
    expect({ taken, lines: new Set(refused.map(({ line }) => line)).size }).toEqual({ taken: 0, lines: 24 });
  });
});

test('半途出错的导入什么也不留下,批次标为失败,可以再来', async () => {
  const before = await bench.query('SELECT FROM import_row');
  const onProgress = () => {
    throw new Error('the disk is full');
  };
  const roster = sample('messy/roster.csv');
  await expect(bench.import('roster', roster, { onProgress })).rejects.toThrow('the disk is full');
  expect(await bench.query('SELECT FROM import_row')).toHaveLength(before.length);
  expect(await bench.query('SELECT FROM physician')).toEqual([]);
  const [batch] = await bench.query<{ id: string }>(
    "SELECT id FROM import_batch WHERE kind = 'roster' AND state = 'failed'",
  );
  expect(await bench.query('SELECT FROM import_refusal WHERE batch_id = $1', [batch?.id])).toEqual([]);
  expect(result(await bench.import('roster', roster)).taken).toBeGreaterThan(300);
});

test('正在导入时进度看得见', async () => {
  const seen: object[][] = [];
  const onProgress = async () => {
    seen.push(await bench.query("SELECT rows_read, refused FROM import_batch WHERE state = 'running'"));
  };
  result(await bench.import('roster', sample('messy/roster.csv'), { onProgress }));
  expect(seen[0]).toEqual([{ rows_read: 400, refused: expect.any(Number) }]);
});
