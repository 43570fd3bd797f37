import { expect, test } from 'vitest';
import { createEarlierLines } from './earlierLines.ts';

test('十万个键都记得自己的行号,没记过的没有', () => {
  const earlier = createEarlierLines();
  const key = (line: number) => `residentIdCard 33010219900921${line} 2021${line}`;
  for (let line = 2; line < 100_000; line += 1) earlier.remember(key(line), line);
  for (let line = 2; line < 100_000; line += 1) if (earlier.find(key(line)) !== line) throw new Error(`line ${line}`);
  for (let line = 100_000; line < 200_000; line += 1) {
    if (earlier.find(key(line)) !== undefined) throw new Error(`line ${line}`);
  }
  expect(earlier.find('')).toBeUndefined();
});
