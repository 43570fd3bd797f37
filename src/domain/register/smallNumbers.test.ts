import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tellFigures } from './figures.ts';
import { told, toldParts, toldWords } from './smallNumbers.ts';

describe('小的数字不写', () => {
  test('1到4不写,0和5以上照写', () => {
    expect([0, 1, 4, 5, 1234].map((count) => toldWords(told(count)))).toEqual(['0', '少于5', '少于5', '5', '1,234']);
  });

  test('只有一个不写的,能由合计推算:最小的一个也不写', () => {
    expect(toldParts([100, 3, 7, 50])).toEqual({ parts: [100, null, null, 50], total: 160 });
    expect(toldParts([100, 3, 4])).toEqual({ parts: [100, null, null], total: 107 });
    expect(toldParts([3])).toEqual({ parts: [null], total: null });
    expect(toldParts([1, 1, 9])).toEqual({ parts: [null, null, null], total: 11 });
    expect(toldParts([0, 8, 0])).toEqual({ parts: [0, 8, 0], total: 8 });
    expect(toldParts([])).toEqual({ parts: [], total: 0 });
  });

  test('性质:从合计减去写出来的,得不到1到4;不写的不是恰好一个', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 12 }), { maxLength: 8 }), (counts) => {
        const { parts, total } = toldParts(counts);
        expect(parts.filter((part, index) => part !== null && part !== counts[index])).toEqual([]);
        expect(parts.some((part) => part !== null && part > 0 && part < 5)).toBe(false);
        if (total === null) return;
        const hidden = parts.filter((part) => part === null).length;
        const rest = total - parts.reduce<number>((sum, part) => sum + (part ?? 0), 0);
        expect(hidden === 0 ? rest : Math.min(hidden, 2)).toBe(hidden === 0 ? 0 : 2);
        expect(hidden > 0 && rest < 5).toBe(false);
      }),
    );
  });
});

test('统计:省份一列、审批时间的中位数和超期', () => {
  const figures = tellFigures({
    entries: [
      { province: '湖南省', status: 'practising', count: 40 },
      { province: '湖南省', status: 'revoked', count: 4 },
      { province: '湖南省', status: 'deregistered', count: 4 },
      { province: '浙江省', status: 'practising', count: 2 },
      { province: '江西省', status: 'practising', count: 9 },
    ],
    months: [{ month: '2026-03', registered: 12, ended: 1 }],
    techniques: [{ label: '针灸', count: 3 }],
    decisions: [
      { days: 21, count: 6 },
      { days: 3, count: 10 },
      { days: 8, count: 3 },
    ],
    refusals: [{ label: '执业注册', refused: 6, notAccepted: 1 }],
  });
  expect(figures.provinces).toEqual([
    { province: '湖南省', practising: 40, inactive: 0, suspended: 0, ended: 8 },
    { province: '浙江省', practising: null, inactive: 0, suspended: 0, ended: 0 },
    { province: '江西省', practising: null, inactive: 0, suspended: 0, ended: 0 },
  ]);
  expect(figures.all).toEqual({ practising: 51, inactive: 0, suspended: 0, ended: 8 });
  expect(figures).toMatchObject({ medianDays: 3, decided: 19, late: 6 });
  expect(figures.months).toEqual([{ month: '2026-03', registered: 12, ended: null }]);
  expect(figures.techniques).toEqual([{ label: '针灸', count: null }]);
  expect(figures.refusals).toEqual([{ label: '执业注册', refused: 6, notAccepted: null }]);
});
