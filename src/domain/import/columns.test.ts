import { describe, expect, test } from 'vitest';
import { type Columns, fieldsOf, isBlank, matchHeader } from './columns.ts';

const columns = {
  name: { label: '机构名称', others: ['医疗机构名称'] },
  number: { label: '登记号' },
  phone: { label: '联系电话', optional: true },
} satisfies Columns<string>;

describe('表头', () => {
  test('列序、空格、星号、全角和别名都不影响', () => {
    expect(matchHeader(columns, ['联系电话', '* 登 记 号', '医疗机构名称'])).toEqual({
      ok: true,
      layout: { name: 2, number: 1, phone: 0 },
    });
    expect(matchHeader(columns, ['机构名称＊', '登记号'])).toMatchObject({ ok: true, layout: { name: 0, number: 1 } });
  });

  test('可以没有的列没有也行,必须有的列缺哪些说哪些', () => {
    expect(matchHeader(columns, ['登记号', '机构名称'])).toEqual({ ok: true, layout: { name: 1, number: 0 } });
    expect(matchHeader(columns, ['联系电话', '名称'])).toEqual({ ok: false, missing: ['机构名称', '登记号'] });
  });

  test('写了两次的列取前一列;读不懂的表头不是任何一列', () => {
    expect(matchHeader(columns, ['机构名称', '机构名称', '登记号'])).toMatchObject({ layout: { name: 0, number: 2 } });
    expect(matchHeader(columns, ['机构名称', '登\u202E记号'])).toEqual({ ok: false, missing: ['登记号'] });
  });
});

describe('一行的单元格', () => {
  test('按列取值;没有这一列、行太短,都是空的', () => {
    expect(fieldsOf(columns, { name: 1, number: 0 }, ['123', '仁和诊所', '其他'])).toEqual({
      name: '仁和诊所',
      number: '123',
      phone: '',
    });
    expect(fieldsOf(columns, { name: 0, number: 1, phone: 2 }, ['仁和诊所'])).toEqual({
      name: '仁和诊所',
      number: '',
      phone: '',
    });
  });

  test.each([
    [[], true],
    [['', ' ', '\u3000', '\t'], true],
    [['', '0'], false],
    [['仁和', ''], false],
  ])('%j 是不是空行:%s', (cells, blank) => {
    expect(isBlank(cells)).toBe(blank);
  });
});
