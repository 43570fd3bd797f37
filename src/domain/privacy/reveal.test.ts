import { describe, expect, test } from 'vitest';
import { readRevealForm } from './reveal.ts';

const offered = ['idNumber', 'certificateNo'] as const;
const codes = (form: Parameters<typeof readRevealForm>[0]) =>
  readRevealForm(form, offered).refusals.map(({ code, field }) => `${code}@${field}`);

describe('查看完整号码', () => {
  test('一次说出全部问题', () => {
    expect(codes({ field: '', reason: '', words: '字'.repeat(101) })).toEqual([
      'field.choose@field',
      'field.choose@reason',
      'field.tooLong@words',
    ]);
  });

  test('说明正好一百字可以', () => {
    expect(codes({ field: 'idNumber', reason: 'other', words: '字'.repeat(100) })).toEqual([]);
  });

  test('没有这一项的业务看不到它', () => {
    expect(codes({ field: 'phone', reason: 'original', words: '' })).toEqual(['field.choose@field']);
    expect(codes({ field: 'toString', reason: 'constructor', words: '' })).toEqual([
      'field.choose@field',
      'field.choose@reason',
    ]);
  });

  test('其他原因必须写明,写下的话一起留痕', () => {
    expect(codes({ field: 'idNumber', reason: 'other', words: '' })).toEqual(['reveal.words@words']);
    const other = readRevealForm({ field: 'idNumber', reason: 'other', words: '复核档案' }, offered);
    expect(other.asked).toEqual({ field: 'idNumber', reason: '其他:复核档案' });
    const original = readRevealForm({ field: 'certificateNo', reason: 'certificate', words: '' }, offered);
    expect(original.asked?.reason).toBe('核对资格证书');
  });
});
