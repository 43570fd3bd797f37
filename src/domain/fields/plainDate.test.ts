import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accepted, refused } from './checked.ts';
import { parsePlainDate } from './plainDate.ts';

const day = (text: string) => Temporal.PlainDate.from(text);

describe('日期', () => {
  test.each([
    '2024-03-07',
    '2024/3/7',
    '2024.3.7',
    '20240307',
    '2024年3月7日',
    '2024 年 03 月 07 日',
    '２０２４－０３－０７',
  ])('「%s」是2024年3月7日', (raw) => {
    expect(parsePlainDate(raw)).toEqual(accepted(day('2024-03-07')));
  });

  test.each(['1900-01-01', '2100-12-31'])('%s 还读得出', (text) => {
    expect(parsePlainDate(text)).toEqual(accepted(day(text)));
  });

  test.each([
    ['', 'date.format'],
    ['2024-03-07\u202E', 'text.bidirectional'],
    ['1899-12-31', 'date.range'],
    ['2101-01-01', 'date.range'],
    ['2024-3/7', 'date.format'],
    ['24-03-07', 'date.format'],
    ['3月7日', 'date.format'],
    ['2023-02-29', 'date.impossible'],
    ['2024-04-31', 'date.impossible'],
    ['2024-13-01', 'date.impossible'],
    ['20240001', 'date.impossible'],
    ['0204-03-07', 'date.range'],
    ['2924-03-07', 'date.range'],
  ] as const)('「%s」退回：%s', (raw, code) => {
    expect(parsePlainDate(raw)).toEqual(refused(code));
  });

  test('各种写法读回同一天', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 73_000 }), (days) => {
        const date = day('1900-01-01').add({ days });
        const { year, month } = date;
        for (const text of [`${date}`, `${date}`.replaceAll('-', ''), `${year}年${month}月${date.day}日`]) {
          expect(parsePlainDate(text)).toEqual(accepted(date));
        }
      }),
    );
  });
});
