import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { insertPersonAccount, insertPhysician, newIdNumber, type TestPhysician } from '../factories/people.ts';
import { indexOf } from '../setup/sealedValues.ts';
import { type ImportBench, openBench, result, rosterRow, rosterText } from './importing.ts';

let bench: ImportBench;
let serial = 0;
const newCertificate = () => {
  serial += 1;
  return `2024335${String(serial).padStart(8, '0')}`;
};
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

async function importRows(...rows: readonly (readonly string[])[]) {
  return result(await bench.import('roster', await bench.file(rosterText(...rows))));
}
const reasons = (refused: readonly { line: number; column: string; reason: string }[]) =>
  refused.map(({ line, column, reason }) => `${line} ${column} ${reason}`);

async function physicianNow(id: string) {
  const [row] = await bench.query<{ name: string; techniques: string }>(
    'SELECT p.name, q.techniques FROM physician p JOIN qualification q ON q.physician_id = p.id WHERE p.id = $1',
    [id],
  );
  return row;
}

describe('已有的证书', () => {
  let physician: TestPhysician;
  const same = () => ({ idNumber: physician.idNumber, certificateNo: physician.certificateNo, name: physician.name });
  beforeEach(async () => {
    physician = await insertPhysician(bench.db.database, { provinceCode: '330000' });
  });

  test('没有人用过的,按新名册改变', async () => {
    expect(await importRows(rosterRow({ ...same(), techniques: '推拿' }))).toMatchObject({ taken: 1, refused: [] });
    expect(await physicianNow(physician.id)).toEqual({ name: '张景和', techniques: '推拿' });
  });

  test('本人已激活的,一个字也不改', async () => {
    await insertPersonAccount(bench.db.database, physician);
    const before = await physicianNow(physician.id);
    const { taken, refused } = await importRows(
      rosterRow({ ...same(), techniques: '推拿' }),
      rosterRow({ ...same(), certificateNo: newCertificate(), name: '别名' }),
    );
    expect(taken).toBe(0);
    expect(reasons(refused)).toEqual([
      '2 资格证书编码 这份证书已被本人激活,不能用导入改变。请走信息更正。',
      '3 姓名 这个证件号码已登记的姓名、性别或出生日期与本行不同,请核对或走信息更正。',
    ]);
    expect(await physicianNow(physician.id)).toEqual(before);
  });

  test('已激活但内容相同的,是无变化而不是问题', async () => {
    await importRows(rosterRow(same()));
    await insertPersonAccount(bench.db.database, physician);
    expect(await importRows(rosterRow(same()))).toMatchObject({ taken: 0, unchanged: 1, refused: [] });
  });

  test('证书在另一人名下的,不换人', async () => {
    const { refused } = await importRows(
      rosterRow({ idNumber: newIdNumber(), certificateNo: physician.certificateNo }),
      rosterRow({ idNumber: newIdNumber(), certificateNo: physician.certificateNo }),
    );
    expect(reasons(refused)).toEqual([
      '2 资格证书编码 这个证书编码已登记在另一人名下,请核对。',
      '3 资格证书编码 这个证书编码已登记在另一人名下,请核对。',
    ]);
  });

  test('没有人用过的姓名可以改,有两份证书的人不改', async () => {
    expect(await importRows(rosterRow({ ...same(), name: '张景河' }))).toMatchObject({ taken: 1 });
    expect(await physicianNow(physician.id)).toMatchObject({ name: '张景河' });
    const { taken, refused } = await importRows(
      rosterRow({ ...same(), name: '张景河', certificateNo: newCertificate() }),
      rosterRow({ ...same(), name: '张景禾' }),
    );
    expect({ taken, codes: reasons(refused).map((reason) => reason.slice(0, 4)) }).toEqual({
      taken: 1,
      codes: ['3 姓名'],
    });
  });
});

describe('同一文件里', () => {
  test('一人两份证书都进来,同一证书两个人只进第一个', async () => {
    const [idNumber, first, second] = [newIdNumber(), newCertificate(), newCertificate()];
    const { taken, refused } = await importRows(
      rosterRow({ idNumber, certificateNo: first }),
      rosterRow({ idNumber, certificateNo: second }),
      rosterRow({ idNumber: newIdNumber(), certificateNo: second }),
      rosterRow({ idNumber, certificateNo: first }),
    );
    expect(taken).toBe(2);
    expect(reasons(refused)).toEqual([
      '4 资格证书编码 这个证书编码已登记在另一人名下,请核对。',
      '5 资格证书编码 与第2行是同一人同一证书,本行不导入。',
    ]);
    expect(
      await bench.query('SELECT FROM physician WHERE id_number_index = $1', [indexOf('idNumber', idNumber)]),
    ).toHaveLength(1);
  });

  test('相隔几千行的重复也找得到', async () => {
    const rows = Array.from({ length: 2500 }, () =>
      rosterRow({ idNumber: newIdNumber(), certificateNo: newCertificate() }),
    );
    const repeated = rows[3] ?? [];
    const { refused } = await importRows(...rows, repeated);
    // The factory repeats its people after nine hundred; what they are called is not the question here.
    const duplicates = refused.filter(({ column }) => column === '资格证书编码');
    expect(reasons(duplicates)).toEqual(['2502 资格证书编码 与第5行是同一人同一证书,本行不导入。']);
  });

  test('生僻字姓名原样入库', async () => {
    for (const name of ['欧阳㛃', '䶮', '𠮷田']) {
      const idNumber = newIdNumber('1961-04-05');
      await importRows(rosterRow({ idNumber, certificateNo: newCertificate(), name }));
      expect(
        await bench.query('SELECT name FROM physician WHERE id_number_index = $1', [indexOf('idNumber', idNumber)]),
      ).toEqual([{ name }]);
    }
  });
});

describe('整个文件', () => {
  test('缺列的文件一行不进,批次说明缺什么', async () => {
    const outcome = await bench.import('roster', await bench.file('姓名,证件号码\n张三,1\n'));
    expect(outcome).toMatchObject({ kind: 'refused', refusals: [{ code: 'import.columns' }] });
    const failed = await bench.query<{ problem: string }>("SELECT problem FROM import_batch WHERE state = 'failed'");
    expect(failed.map(({ problem }) => problem)).toEqual([expect.stringMatching(/^缺少列:证件类型、性别/)]);
  });

  test('标题行在前、列序不同、表头有空格和星号,都认得', async () => {
    const row = rosterRow({ idNumber: newIdNumber('1962-02-03'), certificateNo: newCertificate() });
    const header = [
      '*姓 名',
      '证件类型',
      '身份证号',
      '性 别',
      '出生日期',
      '资格证书编码',
      '发证日期',
      '考核省份代码',
      '技术方法',
      '病证范围',
      '发证机关',
    ];
    const lines = [['2024年考核合格人员名册'], [], header.toReversed(), row.toReversed()];
    const path = await bench.file(lines.map((cells) => cells.join(',')).join('\n'));
    expect(result(await bench.import('roster', path))).toMatchObject({ taken: 1, refused: [] });
  });

  test('空字符和半个字符不会变成系统错误', async () => {
    const row = rosterRow({ idNumber: newIdNumber(), certificateNo: newCertificate(), name: '张\u0000三' });
    const { refused } = await importRows(row);
    expect(refused).toMatchObject([{ line: 2, column: '姓名', value: '张\uFFFD三' }]);
  });
});
