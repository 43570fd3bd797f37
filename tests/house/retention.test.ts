import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { retention } from '../../src/domain/privacy/retention.ts';

test('docs/security/retention.md says what the sweep does, row by row', () => {
  const told = readFileSync('docs/security/retention.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  const wanted = Object.entries(retention).map(([key, { what, why, days, since, outcome }]) => [
    `\`${key}\``,
    what,
    why,
    days === null ? '永久' : `${days} 天`,
    since,
    outcome,
  ]);
  expect(told).toEqual(wanted);
});
