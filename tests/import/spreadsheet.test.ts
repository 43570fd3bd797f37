import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readRows } from '../../src/outside/spreadsheet.ts';
import { writeXlsx } from './xlsx.ts';
import { zipOf } from './zip.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xinglin-table-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let files = 0;
async function read(content: string | Uint8Array): Promise<{ line: number; cells: readonly string[] }[]> {
  files += 1;
  const path = join(folder, `file${files}`);
  await writeFile(path, content);
  return Array.fromAsync(readRows(path));
}
const cellsOf = async (content: string | Uint8Array) => (await read(content)).map(({ cells }) => cells);

describe('CSV', () => {
  test('逗号、分号、制表符都能分列', async () => {
    for (const separator of [',', ';', '\t']) {
      expect(await cellsOf(`甲${separator}乙\r\n1${separator}2\r\n`)).toEqual([
        ['甲', '乙'],
        ['1', '2'],
      ]);
    }
  });

  test('三种换行混在一个文件里,也各算一行', async () => {
    expect(await cellsOf('甲\r\n乙\n丙\r丁')).toEqual([['甲'], ['乙'], ['丙'], ['丁']]);
    const text = `${'x'.repeat(300_000)}\r\n`.replaceAll('x', '一,二\r\n');
    expect(await read(text)).toHaveLength(300_001);
  });

  test('BOM 不算字,空行计入行号,引号里可以换行', async () => {
    const rows = await read('\uFEFF甲,乙\n\n"一\n行",2\n尾,3');
    expect(rows.map(({ line }) => line)).toEqual([1, 2, 3, 4]);
    expect(rows[2]?.cells).toEqual(['一\n行', '2']);
  });

  test('GB18030 的四字节字 㛃 䶮 𠮷 原样读出', async () => {
    const text = '姓名,字\n欧阳㛃,䶮\n𠮷田,𠮷\n';
    expect(await cellsOf(iconv.encode(text, 'gb18030'))).toEqual(await cellsOf(text));
  });

  test('开头一兆都是英文字母,最后才出现的 GBK 姓名也读得出', async () => {
    const text = `name,x\n${'abcdefgh,1\n'.repeat(120_000)}欧阳䶮,2\n`;
    expect((await cellsOf(iconv.encode(text, 'gb18030'))).at(-1)).toEqual(['欧阳䶮', '2']);
  });

  test('跨越读取块边界的字不会断开', async () => {
    const line = '欧阳䶮𠮷,一二三四五六七\n';
    const rows = await cellsOf(iconv.encode(`姓名,字\n${line.repeat(40_000)}`, 'gb18030'));
    expect(rows.slice(1).every(([name, words]) => name === '欧阳䶮𠮷' && words === '一二三四五六七')).toBe(true);
  });

  test('带 BOM 的 UTF-8 里坏掉的字节留作可见的损坏', async () => {
    const damaged = Buffer.concat([Buffer.from('\uFEFF姓名,字\n欧阳'), Buffer.from([0xff]), Buffer.from(',1\n')]);
    expect((await cellsOf(damaged))[1]).toEqual(['欧阳\uFFFD', '1']);
  });

  test('没有配对的引号说明在哪一行', async () => {
    const broken = `甲,乙\n1,2\n"3,4\n${'x'.repeat(1_000_000)}`;
    await expect(read(broken)).rejects.toMatchObject({
      refusal: { code: 'import.brokenQuotes', parameters: { line: '3' } },
    });
  });

  test('旧版 XLS 说明不能读', async () => {
    const old = Buffer.from('d0cf11e0a1b11ae1', 'hex');
    await expect(read(old)).rejects.toMatchObject({ refusal: { code: 'import.unreadable' } });
  });
});

describe('XLSX', () => {
  const rowsOf = async (path: string) => (await Array.fromAsync(readRows(path))).map(({ cells }) => cells);

  test('三万个姓名一个字也不坏', async () => {
    const path = await writeXlsx(
      folder,
      Array.from({ length: 30_000 }, (_, index) => ['欧阳䶮𠮷', index]),
    );
    expect((await rowsOf(path)).every(([name], index) => name === '欧阳䶮𠮷' && index >= 0)).toBe(true);
  });

  test('日期读成 YYYY-MM-DD,数字不变成科学计数', async () => {
    const path = await writeXlsx(folder, [['甲', new Date('2024-03-07T00:00:00Z'), 330000, 20240307, 3.5]]);
    expect(await rowsOf(path)).toEqual([['甲', '2024-03-07', '330000', '20240307', '3.5']]);
  });

  test('数字格式的证件号码:数字齐全就照抄,丢了末几位就显出来', async () => {
    const cell = (value: string) => `<c r="A1"><v>${value}</v></c>`;
    const sheet = (value: string) => workbook(`<row r="1">${cell(value)}</row>`);
    expect(await cellsOf(sheet('330102199009217033'))).toEqual([['330102199009217033']]);
    expect(await cellsOf(sheet('3.30102199009217E+17'))).toEqual([['3.30102199009217E+17']]);
    expect(await cellsOf(sheet('330102199009217000'))).toEqual([['3.30102199009217E+17']]);
  });

  test('缺的单元格和行算空白,行号照表格', async () => {
    const rows =
      '<row r="2"><c r="B2" t="inlineStr"><is><t>乙</t></is></c></row><row r="5"><c r="A5" t="b"><v>1</v></c></row>';
    expect(await read(workbook(rows))).toEqual([
      { line: 2, cells: ['', '乙'] },
      { line: 5, cells: ['1'] },
    ]);
  });

  test('解压后过大的文件(压缩炸弹)停在上限,不占内存', async () => {
    const text = Buffer.alloc(200_000_000, 'a');
    const bomb = zipOf({
      ...workbookParts('<row r="1"/>'),
      'xl/sharedStrings.xml': Buffer.concat([Buffer.from('<sst><si><t>'), text, Buffer.from('</t></si></sst>')]),
    });
    expect(bomb.length).toBeLessThan(1_000_000);
    await expect(read(bomb)).rejects.toMatchObject({ refusal: { code: 'import.tooLarge' } });
  });

  test('声明了文档类型(实体炸弹)或残缺的文件不读', async () => {
    const entities = zipOf({
      ...workbookParts('<row r="1"/>'),
      'xl/workbook.xml': Buffer.from('<!DOCTYPE x [<!ENTITY a "b">]><workbook/>'),
    });
    const whole = workbook('<row r="1"/>');
    for (const bytes of [entities, whole.subarray(0, whole.length - 30), whole.subarray(0, 60)]) {
      await expect(read(bytes)).rejects.toMatchObject({ refusal: { code: 'import.unreadable' } });
    }
  });

  function workbookParts(rows: string): Record<string, Buffer> {
    return {
      'xl/workbook.xml': Buffer.from('<workbook><sheets><sheet name="a" r:id="rId1"/></sheets></workbook>'),
      'xl/_rels/workbook.xml.rels': Buffer.from(
        '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
      ),
      'xl/worksheets/sheet1.xml': Buffer.from(`<worksheet><sheetData>${rows}</sheetData></worksheet>`),
    };
  }
  const workbook = (rows: string) => zipOf(workbookParts(rows));
});
