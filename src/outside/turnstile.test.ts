import { describe, expect, it } from 'vitest';
import { Busy, createTurnstile } from './turnstile.ts';

describe('turnstile', () => {
  it('lets so many through at once, keeps so many waiting, and refuses the rest', async () => {
    const turnstile = createTurnstile({ atOnce: 2, waiting: 1 });
    const doors = Array.from({ length: 3 }, () => Promise.withResolvers<void>());
    const started: number[] = [];
    const works = doors.map((door, index) =>
      turnstile.run(async () => {
        started.push(index);
        await door.promise;
        return index;
      }),
    );
    await expect(turnstile.run(async () => 3)).rejects.toThrow(Busy);
    expect(started).toEqual([0, 1]);
    doors[1]?.resolve();
    await works[1];
    doors[0]?.resolve();
    doors[2]?.resolve();
    expect(await Promise.all(works)).toEqual([0, 1, 2]);
    expect(started).toEqual([0, 1, 2]);
  });

  it('frees the place when the work fails', async () => {
    const turnstile = createTurnstile({ atOnce: 1, waiting: 0 });
    await expect(turnstile.run(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    await expect(turnstile.run(async () => 'next')).resolves.toBe('next');
  });
});
