import { describe, expect, test } from 'vitest';
import { retryAt } from './retryAt.ts';

const at = '2026-06-01T02:00:00Z';
const past = (seconds: number) => Temporal.Instant.from(at).add({ seconds });

describe('when a message that failed is tried again', () => {
  test('five seconds later, then twice as late each time, half an hour at most', () => {
    const waits = [0, 1, 2, 3, 8, 9, 60].map((tries) =>
      retryAt({ channel: 'sms', text: '', at, code: null, tries }, past(0))?.since(past(0)).total('seconds'),
    );
    expect(waits).toEqual([5, 10, 20, 40, 1280, 1800, 1800]);
  });

  test('a code is not sent after it has run out', () => {
    expect(retryAt({ channel: 'sms', text: '', at, code: '123456', tries: 3 }, past(259))?.toString()).toBe(
      past(299).toString(),
    );
    expect(retryAt({ channel: 'sms', text: '', at, code: '123456', tries: 3 }, past(260))).toBeUndefined();
  });

  test('a link in a mail is no code: it is sent as long as a notice is', () => {
    expect(retryAt({ channel: 'mail', text: '', at, code: 'token', tries: 3 }, past(3600))).toBeDefined();
  });

  test('nor is one in an SMS a code', () => {
    const link = {
      channel: 'sms',
      text: '/institution/invitation?token={secret}',
      at,
      code: 'token',
      tries: 3,
    } as const;
    expect(retryAt(link, past(3600))).toBeDefined();
  });

  test('a notice is given up after two days', () => {
    const day = 24 * 3600;
    expect(retryAt({ channel: 'sms', text: '', at, code: null, tries: 50 }, past(2 * day - 1801))).toBeDefined();
    expect(retryAt({ channel: 'sms', text: '', at, code: null, tries: 50 }, past(2 * day - 1800))).toBeUndefined();
  });
});
