import { describe, expect, test } from 'vitest';
import { sampleFacts } from '../../../tests/factories/ruleSamples.ts';
import { askedFields, checkAnswer, type Field, normalizeAnswer } from './field.ts';

const today = '2026-11-23';
const field = (control: Field['control'], given: Partial<Field> = {}): Field => ({
  key: 'q',
  label: '问题',
  control,
  required: true,
  maxLength: 10,
  ...given,
});
const codes = (asked: Field, value: string) => checkAnswer(asked, value, today).map(({ code }) => code);

describe('一个回答', () => {
  test('必填的:要填写的说填写,要选的说选择;可以不填的不说', () => {
    expect(codes(field('text'), '')).toEqual(['field.required']);
    expect(codes(field('choice'), '')).toEqual(['field.choose']);
    expect(codes(field('date', { required: false }), '')).toEqual([]);
    // What is not there breaks no rule of its own.
    expect(codes(field('text', { required: false, check: () => 'date.future' }), '')).toEqual([]);
  });

  test('按字数算长度,恰好的可以', () => {
    expect(codes(field('longText', { maxLength: 3 }), '𠮷𠮷𠮷')).toEqual([]);
    expect(checkAnswer(field('tel'), '', today)).toMatchObject([{ field: 'q', parameters: { label: '问题' } }]);
    expect(checkAnswer(field('longText', { maxLength: 3 }), '𠮷𠮷𠮷𠮷', today)).toEqual([
      { code: 'field.tooLong', field: 'q', parameters: { label: '问题', max: '3' } },
    ]);
  });

  test('只能选列出来的', () => {
    const choice = field('choice', { choices: ['调离', '退休'] });
    expect(codes(choice, '退休')).toEqual([]);
    expect(codes(choice, '不干了')).toEqual(['field.invalidChoice']);
  });

  test('日期要是日期;只有日期才按日期看', () => {
    expect(codes(field('date'), '2026-02-28')).toEqual([]);
    expect(codes(field('date'), '2026-02-29')).toEqual(['date.impossible']);
    expect(codes(field('text'), '2026-02-29')).toEqual([]);
  });

  test.each([
    ['13800000000', true],
    ['0731-88886', true],
    ['(0731)8888', true],
    ['+861380000', true],
    ['8888666', true],
    ['888866', false],
    ['88886666转1', false],
    ['A8888666', false],
    ['86+1380000', false],
  ])('联系电话“%s”:%s', (value, good) => {
    expect(codes(field('tel', { maxLength: 20 }), value)).toEqual(good ? [] : ['contactPhone.format']);
  });

  test('自己的规则在最后问,知道今天', () => {
    const own = field('date', { check: (value, now) => (value > now ? 'date.future' : undefined) });
    expect(codes(own, today)).toEqual([]);
    expect(codes(own, '2026-11-24')).toEqual(['date.future']);
  });
});

describe('问哪些问题', () => {
  test('有条件的只在条件成立时问', () => {
    const always = field('text');
    const women = field('text', { key: 'w', when: ({ physician }) => physician.sex === 'female' });
    const later = field('text', { key: 'l', when: (_facts, now) => now > '2026-01-01' });
    expect(askedFields([always, women, later], sampleFacts, today)).toEqual([always, later]);
  });
});

describe('回答怎样保存', () => {
  test.each([
    ['date', '2026年3月7日', '2026-03-07'],
    ['date', '去年', '去年'],
    ['text', ' 城关镇　1号 ', '城关镇 1号'],
    ['choice', '退休 ', '退休'],
    ['tel', ' 0731－8888 6666', '0731-88886666'],
    ['longText', ' 跟师\r\n三年 ', ' 跟师\r\n三年 '],
    // What cannot be read stays as typed, to be refused.
    ['text', '\u202E城', '\u202E城'],
    ['tel', '\u202E1', '\u202E1'],
  ] as const)('%s “%s”', (control, raw, kept) => {
    expect(normalizeAnswer(field(control), raw)).toBe(kept);
  });
});
