import { expect, test } from 'vitest';
import { ClocksDisagree, createHostClock } from './hostClock.ts';

const noon = Temporal.Instant.from('2026-03-02T12:00:00Z');

/** A database that is so many seconds ahead of the machine, and takes its time to answer. */
async function looked(ahead: number, answersAfter = 0) {
  let passed = 0;
  const ask = async () => {
    passed = answersAfter;
    return noon.add({ milliseconds: ahead * 1000 });
  };
  const clock = createHostClock(ask, () => noon.add({ seconds: passed }));
  await clock.look();
  return clock;
}

test.each([0, 5, -5])('数据库快%s秒:照常签发', async (ahead) => {
  const clock = await looked(ahead);
  expect(clock.trouble()).toBeUndefined();
  expect(() => clock.check()).not.toThrow();
});

test.each([6, -6])('数据库快%s秒:不签发,说明原因', async (ahead) => {
  const clock = await looked(ahead);
  expect(clock.trouble()).toBe('本机时钟与数据库时钟相差6秒,暂停签发,请校准时钟(NTP)');
  expect(() => clock.check()).toThrow(ClocksDisagree);
});

test('数据库回答得慢,不算时钟不准', async () => {
  expect((await looked(15, 20)).trouble()).toBeUndefined();
});

test('校准以后恢复签发;数据库没有应答时,仍按上一次的结果', async () => {
  let ahead = 60;
  let isAway = false;
  const clock = createHostClock(
    async () => {
      if (isAway) throw new Error('away');
      return noon.add({ seconds: ahead });
    },
    () => noon,
  );
  await clock.look();
  isAway = true;
  await expect(clock.look()).rejects.toThrow('away');
  expect(() => clock.check()).toThrow(ClocksDisagree);
  [ahead, isAway] = [0, false];
  await clock.look();
  expect(() => clock.check()).not.toThrow();
});
