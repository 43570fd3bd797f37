import { describe, expect, test } from 'vitest';
import { type Kept, keepNewest } from './kept.ts';

const now = 1_000_000;
const [first, second] = ['https://register.example/status-lists/1', 'https://register.example/status-lists/2'];
const list = (iat: number) => `h.${btoa(JSON.stringify({ iat })).replace(/=+$/, '')}.s`;
const kept = (keysAt: number, lists: Kept['lists']): Kept => ({ keys: [], keysAt, lists });

describe('what is kept of the register', () => {
  test('what was fetched later takes the place of what was known', () => {
    const fetched = kept(now, { [first]: list(now - 10), [second]: list(now - 20) });
    expect(keepNewest(kept(now - 60, { [first]: list(now - 70) }), fetched, now)).toEqual(fetched);
  });

  test('an answer that was asked for earlier and comes later brings back neither its lists nor its keys', () => {
    const known = kept(now - 5, { [first]: list(now - 10) });
    expect(keepNewest(known, kept(now - 40, { [first]: list(now - 100) }), now)).toEqual(known);
  });

  test('each list by itself: of several servers one may be a minute behind', () => {
    const known = kept(now - 60, { [first]: list(now - 61), [second]: list(now - 100) });
    const fetched = kept(now, { [first]: list(now - 90), [second]: list(now - 2) });
    expect(keepNewest(known, fetched, now).lists).toEqual({ [first]: list(now - 61), [second]: list(now - 2) });
  });

  test('a list the register names no more is gone', () => {
    const known = kept(now - 60, { [first]: list(now - 61), [second]: list(now - 61) });
    expect(Object.keys(keepNewest(known, kept(now, { [first]: list(now) }), now).lists)).toEqual([first]);
  });

  test('what a wrong clock has dated ahead does not stay', () => {
    const known = kept(now + 86_400, { [first]: list(now + 86_400) });
    const fetched = kept(now, { [first]: list(now - 10) });
    expect(keepNewest(known, fetched, now)).toEqual(fetched);
  });
});
