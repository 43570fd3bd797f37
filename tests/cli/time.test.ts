import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CommandLine, openCommandLine } from './command.ts';

let line: CommandLine;
let before: string | undefined;
beforeAll(async () => {
  before = process.env.XINGLIN_NOW;
});
afterAll(async () => {
  if (before === undefined) delete process.env.XINGLIN_NOW;
  else process.env.XINGLIN_NOW = before;
  await line.close();
});

interface Round {
  readonly at: string;
  readonly missedDays: number | null;
  readonly failed: readonly unknown[];
}

test('time run 按 XINGLIN_NOW 的时间预演,隔了几天会说明', async () => {
  process.env.XINGLIN_NOW = '2027-03-01T09:00:00+08:00';
  line = await openCommandLine();
  const first = await line.run('time', 'run');
  expect({ code: first.code, out: first.stdout }).toEqual({ code: 0, out: expect.stringContaining('没有到期事项') });
  process.env.XINGLIN_NOW = '2027-03-04T10:00:00+08:00';
  line = await openCommandLine(line.dataDir);
  const later = await line.json<Round>('time', 'run');
  expect(later).toMatchObject({ missedDays: 3, failed: [] });
  expect(later.at).toMatch(/^2027-03-04T10:00/);
  expect((await line.run('time', 'run', 'soon')).code).toBe(2);
});
