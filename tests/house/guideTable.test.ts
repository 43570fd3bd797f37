import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { routes } from '../../src/web/routes.ts';

const rows = readFileSync('docs/guide-table.md', 'utf8')
  .split('\n')
  .filter((line) => /^\| \d/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, step = '', , pages = '', tests = '']) => ({ step, pages, tests }));

describe('docs/guide-table.md', () => {
  test('has each step of sections 01 to 03', () => {
    const wanted = [
      '01.1',
      '01.2',
      '01.3',
      '01.4',
      '01.5',
      '01.6',
      '01.7',
      '01.8',
      '02',
      '03.1',
      '03.2',
      '03.3',
      '03.4',
      '03.5',
      '03.6',
    ];
    expect(rows.map(({ step }) => step)).toEqual(expect.arrayContaining(wanted));
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
