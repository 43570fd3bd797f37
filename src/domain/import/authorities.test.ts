import { describe, expect, test } from 'vitest';
import { type AuthorityColumn, readAuthorityRow } from './authorities.ts';
import type { Fields } from './columns.ts';

const regions = new Set(['430000', '430100', '430104']);
const good: Fields<AuthorityColumn> = {
  name: '岳麓区卫生健康局',
  code: 'd430104',
  regionCode: '430104',
  level: '县',
  parentCode: 'D430100',
  functions: '注册',
};
const read = (changed: Partial<Fields<AuthorityColumn>> = {}) => readAuthorityRow({ ...good, ...changed }, regions);
const codes = (changed: Partial<Fields<AuthorityColumn>>) => {
  const reading = read(changed);
  return reading.ok ? [] : reading.refusals.map(({ column, code }) => `${column} ${code}`);
};
const row = (changed: Partial<Fields<AuthorityColumn>> = {}) => {
  const reading = read(changed);
  if (!reading.ok) throw new Error(codes(changed).join());
  return reading.good;
};

describe('机关的一行', () => {
  test('读成一致的代码、层级和职能', () => {
    expect(row()).toEqual({
      name: '岳麓区卫生健康局',
      code: 'D430104',
      regionCode: '430104',
      level: 'county',
      parentCode: 'D430100',
      registers: true,
      consents: false,
      consolidates: false,
    });
  });

  test.each([
    ['省', 'province'],
    ['市', 'prefecture'],
    [' 县 ', 'county'],
  ])('层级“%s”是 %s', (level, expected) => {
    expect(row({ level }).level).toBe(expected);
  });

  test.each(['区', '', 'constructor'])('没有“%s”这个层级', (level) => {
    expect(codes({ level })).toEqual(['层级 import.unknownLevel']);
  });

  test('省没有上级,市和县必须有', () => {
    expect(row({ level: '省', parentCode: '' })).toMatchObject({ level: 'province', parentCode: '' });
    expect(codes({ level: '市', parentCode: '' })).toEqual(['上级机关代码 import.empty']);
    expect(codes({ level: '县', parentCode: ' ' })).toEqual(['上级机关代码 import.empty']);
    // Whether it may lack a superior is not known while the level is not.
    expect(codes({ level: '镇', parentCode: '' })).toEqual(['层级 import.unknownLevel']);
  });

  test.each([
    ['注册', { registers: true, consents: false, consolidates: false }],
    ['跨省同意;归集', { registers: false, consents: true, consolidates: true }],
    ['归集、 注册,,跨省同意；', { registers: true, consents: true, consolidates: true }],
    ['', { registers: false, consents: false, consolidates: false }],
  ])('职能“%s”', (functions, expected) => {
    expect(row({ functions })).toMatchObject(expected);
  });

  test('不认识的职能一个一个说', () => {
    expect(codes({ functions: '注册 审批;toString' })).toEqual([
      '职能 import.unknownFunction',
      '职能 import.unknownFunction',
    ]);
    const reading = read({ functions: '审批' });
    expect(reading.ok ? '' : reading.refusals[0]?.reason).toContain('审批');
  });

  test('损坏的层级和职能只说损坏', () => {
    expect(codes({ level: '县\uFFFD', functions: '\uFFFD' })).toEqual(['层级 text.damaged', '职能 text.damaged']);
  });

  test('名称、代码不能空;代码只有数字、字母和短横,区划要在表里', () => {
    expect(codes({ name: '', code: '' })).toEqual(['机关名称 import.empty', '机关代码 import.empty']);
    expect(codes({ code: 'D43/0104', parentCode: 'D%' })).toEqual([
      '机关代码 import.authorityCode',
      '上级机关代码 import.authorityCode',
    ]);
    expect(codes({ code: 'A'.repeat(40) })).toEqual([]);
    expect(codes({ code: 'A'.repeat(41) })).toEqual(['机关代码 import.authorityCode']);
    expect(codes({ name: '局'.repeat(200) })).toEqual([]);
    expect(codes({ name: '局'.repeat(201) })).toEqual(['机关名称 field.tooLong']);
    expect(codes({ regionCode: '439999' })).toEqual(['行政区划代码 regionCode.unknown']);
    expect(codes({ regionCode: '43' })).toEqual(['行政区划代码 region.format']);
    expect(codes({ code: 'D\uFFFD' })).toEqual(['机关代码 text.damaged']);
  });
});
