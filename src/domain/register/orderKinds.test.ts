import { describe, expect, test } from 'vitest';
import { orderArticles } from '../vocabulary/orderArticles.ts';
import { barDayAsked, isDeregistrationGround, isOrderKind, orderRules, suspensionMonths } from './orderKinds.ts';

describe('依职权处理的种类和情形', () => {
  test.each([
    ['suspend', true],
    ['correct', true],
    ['suspended', false],
    ['toString', false],
  ])('“%s”是不是一种处理:%s', (value, known) => {
    expect(isOrderKind(value)).toBe(known);
  });

  test.each([
    ['sentence', true, '刑罚执行完毕日期'],
    ['revoked', true, '吊销决定日期'],
    // Its year runs from the order itself.
    ['assessment', true, undefined],
    ['death', true, undefined],
    ['constructor', false, undefined],
    ['', false, undefined],
  ])('情形“%s”要不要另填日期', (ground, known, asked) => {
    expect(isDeregistrationGround(ground)).toBe(known);
    expect(barDayAsked(ground)).toBe(asked);
  });

  test('每一条都是某一种处理的依据', () => {
    const used = Object.values(orderRules).flatMap(({ articles }) => articles);
    expect(new Set(used)).toEqual(new Set(Object.keys(orderArticles)));
  });

  test('考核不合格三至六个月,别的六个月以上一年以下', () => {
    expect(suspensionMonths('failedAssessment')).toEqual({ least: 3, most: 6 });
    for (const article of ['duties', 'misconduct', 'outsideRegistration', 'beyondScope'] as const)
      expect(suspensionMonths(article)).toEqual({ least: 6, most: 12 });
  });
});
