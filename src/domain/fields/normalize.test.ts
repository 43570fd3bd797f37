import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Checked, refused } from './checked.ts';
import { normalizeCode, normalizeDigits, normalizeEntry, normalizeText } from './normalize.ts';

const textOf = <T>(checked: Checked<T>) => (checked.ok ? checked.value : checked.code);
const awkward = fc.constantFrom(
  ' ',
  '\u3000',
  '\u200B',
  '\uFEFF',
  'Ａ',
  '\u0301',
  '－',
  '—',
  'ǰ',
  'ß',
  '\r',
  '神',
  '𠮷',
);
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.array(fc.oneof(awkward, fc.string({ maxLength: 3 })), { maxLength: 20 }).map((parts) => parts.join('')),
);

describe('录入内容的整理', () => {
  test.each([
    ['normalizeText', normalizeText],
    ['normalizeEntry', normalizeEntry],
    ['normalizeCode', normalizeCode],
    ['normalizeDigits', normalizeDigits],
  ])('%s 整理两次与整理一次相同', (_name, normalize) => {
    fc.assert(
      fc.property(anyText, (raw) => {
        const once = normalize(raw);
        if (once.ok) expect(normalize(once.value)).toEqual(once);
      }),
      { numRuns: 1000 },
    );
  });

  test('正文保留中文标点和分段，只去两端空白', () => {
    expect(textOf(normalizeText('　内服方药，外治（敷贴）；\r\n治疗：痹证\u200B '))).toBe(
      '内服方药，外治（敷贴）；\n治疗：痹证',
    );
  });

  test('单行内容全角转半角，空白合一，去掉看不见的字符', () => {
    expect(textOf(normalizeEntry('　Ｚｈａｎｇ　 Ｓａｎ\n１２３＠ｑｑ．ｃｏｍ\u200B'))).toBe('Zhang San 123@qq.com');
    expect(textOf(normalizeEntry('138\u200B0000'))).toBe('1380000');
  });

  test('各种换行都是一个换行', () => {
    expect(textOf(normalizeText('一\r\n二\r三\n四'))).toBe('一\n二\n三\n四');
  });

  test('分解的字母合成一个', () => {
    expect(textOf(normalizeEntry('Jose\u0301'))).toBe('José');
  });

  test('编号去空格、统一连字符、字母大写', () => {
    expect(textOf(normalizeCode('zy 2019－33—0001'))).toBe('ZY2019-33-0001');
    expect(textOf(normalizeDigits('138-0013 8000'))).toBe('13800138000');
  });

  test('不收空字符、残缺代理对和改变方向的控制符', () => {
    expect(normalizeText('张\u0000三')).toEqual(refused('text.controlCharacter'));
    expect(normalizeText('张\u000B三')).toEqual(refused('text.controlCharacter'));
    expect(normalizeEntry('张\uD842')).toEqual(refused('text.damaged'));
    expect(normalizeCode('1\u202E23')).toEqual(refused('text.bidirectional'));
    expect(normalizeDigits('\u206612')).toEqual(refused('text.bidirectional'));
  });
});
