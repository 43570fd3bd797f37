import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accepted, refused } from './checked.ts';
import { parsePersonalName } from './personalName.ts';

describe('姓名', () => {
  test.each([
    '张仲景',
    '𠮷田',
    '䶮',
    '王㛃',
    '李〇',
    'ZHANG SAN',
    'Jean-Luc O’Neil',
    'SMITH, JOHN',
    'J. R. Smith',
    'José',
    '王David',
  ])('「%s」照原样保留', (name) => {
    expect(parsePersonalName(name)).toEqual(accepted(name));
  });

  test.each([
    '阿卜杜拉·买买提',
    '阿卜杜拉•买买提',
    '阿卜杜拉‧买买提',
    '阿卜杜拉・买买提',
    '阿卜杜拉．买买提',
    '阿卜杜拉.买买提',
    '阿卜杜拉 · 买买提',
  ])('间隔号写法「%s」统一为·', (name) => {
    expect(parsePersonalName(name)).toEqual(accepted('阿卜杜拉·买买提'));
  });

  test('汉字之间的空格是排版，去掉；字母之间的空格保留一个', () => {
    expect(parsePersonalName('　张　三 ')).toEqual(accepted('张三'));
    expect(parsePersonalName('Ｊｏｈｎ　 Ｓｍｉｔｈ')).toEqual(accepted('John Smith'));
    expect(parsePersonalName('约翰·F·肯尼迪')).toEqual(accepted('约翰·F·肯尼迪'));
  });

  test('最多50个字，生僻字算一个', () => {
    expect(parsePersonalName('𠮷'.repeat(50)).ok).toBe(true);
    expect(parsePersonalName('𠮷'.repeat(51))).toEqual(refused('name.tooLong'));
  });

  test.each([
    ['', 'name.empty'],
    ['　 ', 'name.empty'],
    ['张\uE863', 'name.privateUse'],
    ['张3', 'name.characters'],
    ['3张', 'name.characters'],
    ['·张三', 'name.characters'],
    ['张三·', 'name.characters'],
    ['张··三', 'name.characters'],
    ['张三（已故）', 'name.characters'],
    ['张三,李四', 'name.characters'],
    ['示例行,导入前请删除', 'name.characters'],
    ['Zhang, 三', 'name.characters'],
    ['⺀三', 'name.characters'],
    ['张三😀', 'name.characters'],
    ['张\u202E三', 'text.bidirectional'],
  ] as const)('「%s」退回：%s', (raw, code) => {
    expect(parsePersonalName(raw)).toEqual(refused(code));
  });

  test('整理过的姓名再读一次不变', () => {
    const unit = fc.constantFrom('张', '𠮷', 'a', 'É', ' ', '　', '·', '•', '.', ',', '-', "'");
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 12 }), (raw) => {
        const once = parsePersonalName(raw);
        if (once.ok) expect(parsePersonalName(once.value)).toEqual(once);
      }),
      { numRuns: 2000 },
    );
  });
});
