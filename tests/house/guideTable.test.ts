import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { routes } from '../../src/web/routes.ts';

const rows = readFileSync('docs/guide-table.md', 'utf8')
  .split('\n')
  .filter((line) => /^\| \d/.test(line))
  // 申领|亮照 is one word of the guide: its bar is written with a backslash.
  .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()))
  .map(([, step = '', , pages = '', tests = '']) => ({ step, pages, tests }));

/** 05.6–05.7 is two steps. */
function stepsOf(step: string): string[] {
  const [first = '', last] = step.split('–');
  if (last === undefined) return [first];
  const [section = '', from = ''] = first.split('.');
  const to = Number(last.split('.')[1]);
  return Array.from({ length: to - Number(from) + 1 }, (_, index) => `${section}.${Number(from) + index}`);
}

describe('docs/guide-table.md', () => {
  test('has each step of sections 01 to 12', () => {
    // How many steps each section of the guide has.
    const counts = {
      '01': 8,
      '03': 6,
      '04': 7,
      '05': 7,
      '06': 6,
      '07': 6,
      '08': 6,
      '09': 6,
      '10': 3,
      '11': 2,
      '12': 6,
    };
    const wanted = Object.entries(counts).flatMap(([section, count]) =>
      Array.from({ length: count }, (_, index) => `${section}.${index + 1}`),
    );
    expect(rows.flatMap(({ step }) => stepsOf(step))).toEqual(expect.arrayContaining(['02', ...wanted]));
  });

  test('names pages that exist', () => {
    const known = new Set(routes.map(({ path }) => path));
    const named = rows.flatMap(({ pages }) => [...pages.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ''));
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter((path) => !known.has(path))).toEqual([]);
  });

  test('names tests that exist', () => {
    const named = rows.flatMap(({ tests }) => tests.split(',').map((path) => path.trim()));
    expect(named.filter((path) => !existsSync(path))).toEqual([]);
  });
});
