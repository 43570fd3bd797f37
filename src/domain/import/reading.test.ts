import { describe, expect, test } from 'vitest';
import { accepted, refused } from '../fields/checked.ts';
import { type Columns, type Fields, fieldsOf } from './columns.ts';
import { readRow, storable } from './reading.ts';

const columns = { name: { label: '名称' }, note: { label: '说明' } } satisfies Columns<string>;
type Key = keyof typeof columns;
const row = (name: string, note = '') => readRow(columns, fieldsOf(columns, { name: 0, note: 1 }, [name, note]));
const reasons = (given: { readonly refusals: readonly { column: string; reason: string }[] }) =>
  given.refusals.map(({ column, reason }) => `${column} ${reason}`);

describe('读一个单元格', () => {
  test('读得懂的给出值,读不懂的记下列名、原文和办法', () => {
    const good = row('甲');
    expect(good.read('name', (raw) => accepted(`${raw}!`))).toBe('甲!');
    expect(good.refusals).toEqual([]);
    const bad = row('丙');
    expect(bad.read('name', () => refused('date.format'))).toBeUndefined();
    expect(bad.refusals).toMatchObject([{ column: '名称', value: '丙', code: 'date.format' }]);
  });

  test.each(['3.30102E+17', ' 3e+5 ', '4.3E+009'])('%s:数字末位已经丢失', (raw) => {
    const given = row(raw);
    expect(given.read('name', accepted)).toBeUndefined();
    expect(reasons(given)).toEqual(['名称 名称在表格里是数字格式,末几位已丢失。请把这一列设为“文本”格式后重新填写。']);
  });

  test.each(['33.1E+17', 'A3.3E+17', '3.3E+17号', '3.E+17', '3.3E17', 'E+17', '3.3E+x'])('%s 不是科学计数', (raw) => {
    expect(row(raw).read('name', accepted)).toBe(raw);
  });

  test('损坏的字不交给读法', () => {
    const given = row('甲\uFFFD');
    expect(given.read('name', accepted)).toBeUndefined();
    expect(given.refusals.map(({ code }) => code)).toEqual(['text.damaged']);
  });
});

describe('读文字', () => {
  test('只有必填的才不能空', () => {
    expect(row(' ').text('name', { max: 5 })).toBe('');
    const required = row(' ');
    required.text('name', { max: 5, required: true });
    expect(reasons(required)).toEqual(['名称 名称是空的,请补全。']);
  });

  test('按字数,不按编码长度:恰好够长的收下,多一个字的不收', () => {
    const fits = row('𠮷𠮷𠮷');
    expect(fits.text('name', { max: 3, required: true })).toBe('𠮷𠮷𠮷');
    expect(fits.refusals).toEqual([]);
    const long = row('𠮷𠮷𠮷𠮷');
    expect(long.text('name', { max: 3 })).toBeUndefined();
    expect(reasons(long)).toEqual(['名称 名称最多3个字,请缩短。']);
  });

  test('一段话保留换行和全角标点,一行字不保留', () => {
    const given = row('针刺:\r\n艾灸', '针刺（一）\r\n艾灸');
    expect(given.text('name', { max: 20 })).toBe('针刺: 艾灸');
    expect(given.prose('note', 20)).toBe('针刺（一）\n艾灸');
    expect(given.prose('note', 5)).toBeUndefined();
    expect(given.refusals.map(({ column, code }) => `${column} ${code}`)).toEqual(['说明 field.tooLong']);
  });

  test('已经读不懂的,不再说太长', () => {
    const given = row('甲\uFFFD乙丙丁');
    expect(given.text('name', { max: 2 })).toBeUndefined();
    expect(given.refusals.map(({ code }) => code)).toEqual(['text.damaged']);
  });
});

describe('记下的问题', () => {
  const refusedWith = (fields: Fields<Key>) => {
    const given = readRow(columns, fields);
    given.refuse('name', 'import.duplicateCode', { line: '3' });
    return given.refusals[0];
  };

  test('原文只留两百个字符,不留半个字和数据库存不下的字符', () => {
    expect(refusedWith({ name: 'a'.repeat(300), note: '' })?.value).toBe('a'.repeat(200));
    expect(refusedWith({ name: `${'a'.repeat(199)}𠮷`, note: '' })?.value).toBe(`${'a'.repeat(199)}\uFFFD`);
    expect(refusedWith({ name: '甲\u0000\uD800', note: '' })?.value).toBe('甲\uFFFD\uFFFD');
    expect(storable('甲\u0000乙\u0000')).toBe('甲\uFFFD乙\uFFFD');
  });

  test('用列名和给出的参数说话,每句都以句号结束', () => {
    expect(refusedWith({ name: 'A', note: '' })?.reason).toBe('与第3行的名称相同,本行不导入。');
    const given = row('甲');
    given.refuse('name', 'idType.unknown');
    given.refuse('name', 'regionCode.unknown');
    for (const { reason } of given.refusals) expect(reason).toMatch(/[^。]。$/);
  });
});
