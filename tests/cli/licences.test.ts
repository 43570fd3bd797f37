import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CommandLine, openCommandLine } from './command.ts';

let line: CommandLine;
beforeAll(async () => {
  line = await openCommandLine();
});
afterAll(() => line.close());

test('licences render 制作全部有效的证书,没有的也说明', async () => {
  const all = await line.json<object>('licences', 'render', '--all');
  expect(all).toMatchObject({ total: 0, made: 0, kept: 0, refused: 0 });
  const region = await line.run('licences', 'render', '--region', '430000');
  expect({ code: region.code, out: region.stdout }).toEqual({ code: 0, out: expect.stringContaining('新制 0 份') });
  for (const wrong of [[], ['--region', '湖南'], ['--all', '--region', '430000'], ['extra']]) {
    expect((await line.run('licences', 'render', ...wrong)).code).toBe(2);
  }
});
