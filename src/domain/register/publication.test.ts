import { describe, expect, test } from 'vitest';
import { publishedArticle, publishedMonths } from './publication.ts';

describe('公示', () => {
  test('本月和以前十二个月', () => {
    const months = publishedMonths(Temporal.PlainDate.from('2026-03-31'));
    expect([months[0], months[1], months.at(-1), months.length]).toEqual(['2026-03', '2026-02', '2025-03', 13]);
  });

  test('依据是条文,不是个人的事由', () => {
    expect(publishedArticle('registered', null)).toBe('');
    expect(publishedArticle('deregistered', '')).toBe('《医师法》第十七条');
    expect(publishedArticle('revoked', 'misconduct')).toBe('《医师法》第五十六条');
    expect(publishedArticle('annulled', 'no such article')).toBe('《医师法》第十七条');
  });
});
