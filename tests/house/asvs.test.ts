import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

/** The requirements of levels 1 and 2 of ASVS 5.0.0, by section: last parts of their ids. */
const sections: Readonly<Record<string, Readonly<Record<1 | 2, string>>>> = {
  'V1.1': { 1: '', 2: '1 2' },
  'V1.2': { 1: '1 2 3 4 5', 2: '6 7 8 9' },
  'V1.3': { 1: '1 2', 2: '3 4 5 6 7 8 9 10 11' },
  'V1.4': { 1: '', 2: '1 2 3' },
  'V1.5': { 1: '1', 2: '2' },
  'V2.1': { 1: '1', 2: '2 3' },
  'V2.2': { 1: '1 2', 2: '3' },
  'V2.3': { 1: '1', 2: '2 3 4' },
  'V2.4': { 1: '', 2: '1' },
  'V3.2': { 1: '1 2', 2: '' },
  'V3.3': { 1: '1', 2: '2 3 4' },
  'V3.4': { 1: '1 2', 2: '3 4 5 6' },
  'V3.5': { 1: '1 2 3', 2: '4 5' },
  'V3.7': { 1: '', 2: '1 2' },
  'V4.1': { 1: '1', 2: '2 3' },
  'V4.2': { 1: '', 2: '1' },
  'V4.3': { 1: '', 2: '1 2' },
  'V4.4': { 1: '1', 2: '2 3 4' },
  'V5.1': { 1: '', 2: '1' },
  'V5.2': { 1: '1 2', 2: '3' },
  'V5.3': { 1: '1 2', 2: '' },
  'V5.4': { 1: '', 2: '1 2 3' },
  'V6.1': { 1: '1', 2: '2 3' },
  'V6.2': { 1: '1 2 3 4 5 6 7 8', 2: '9 10 11 12' },
  'V6.3': { 1: '1 2', 2: '3 4' },
  'V6.4': { 1: '1 2', 2: '3 4' },
  'V6.5': { 1: '', 2: '1 2 3 4 5' },
  'V6.6': { 1: '', 2: '1 2 3' },
  'V6.8': { 1: '', 2: '1 2 3 4' },
  'V7.1': { 1: '', 2: '1 2 3' },
  'V7.2': { 1: '1 2 3 4', 2: '' },
  'V7.3': { 1: '', 2: '1 2' },
  'V7.4': { 1: '1 2', 2: '3 4 5' },
  'V7.5': { 1: '', 2: '1 2' },
  'V7.6': { 1: '', 2: '1 2' },
  'V8.1': { 1: '1', 2: '2' },
  'V8.2': { 1: '1 2', 2: '3' },
  'V8.3': { 1: '1', 2: '' },
  'V8.4': { 1: '', 2: '1' },
  'V9.1': { 1: '1 2 3', 2: '' },
  'V9.2': { 1: '1', 2: '2 3 4' },
  'V10.1': { 1: '', 2: '1 2' },
  'V10.2': { 1: '', 2: '1 2' },
  'V10.3': { 1: '', 2: '1 2 3 4' },
  'V10.4': { 1: '1 2 3 4 5', 2: '6 7 8 9 10 11' },
  'V10.5': { 1: '', 2: '1 2 3 4 5' },
  'V10.6': { 1: '', 2: '1 2' },
  'V10.7': { 1: '', 2: '1 2 3' },
  'V11.1': { 1: '', 2: '1 2' },
  'V11.2': { 1: '', 2: '1 2 3' },
  'V11.3': { 1: '1 2', 2: '3' },
  'V11.4': { 1: '1', 2: '2 3 4' },
  'V11.5': { 1: '', 2: '1' },
  'V11.6': { 1: '', 2: '1' },
  'V12.1': { 1: '1', 2: '2 3' },
  'V12.2': { 1: '1 2', 2: '' },
  'V12.3': { 1: '', 2: '1 2 3 4' },
  'V13.1': { 1: '', 2: '1' },
  'V13.2': { 1: '', 2: '1 2 3 4 5' },
  'V13.3': { 1: '', 2: '1 2' },
  'V13.4': { 1: '1', 2: '2 3 4 5' },
  'V14.1': { 1: '', 2: '1 2' },
  'V14.2': { 1: '1', 2: '2 3 4' },
  'V14.3': { 1: '1', 2: '2 3' },
  'V15.1': { 1: '1', 2: '2 3' },
  'V15.2': { 1: '1', 2: '2 3' },
  'V15.3': { 1: '1', 2: '2 3 4 5 6 7' },
  'V16.1': { 1: '', 2: '1' },
  'V16.2': { 1: '', 2: '1 2 3 4 5' },
  'V16.3': { 1: '', 2: '1 2 3 4' },
  'V16.4': { 1: '', 2: '1 2 3' },
  'V16.5': { 1: '', 2: '1 2 3' },
  'V17.1': { 1: '', 2: '1' },
  'V17.2': { 1: '', 2: '1 2 3 4' },
  'V17.3': { 1: '', 2: '1 2' },
};

const wanted = Object.entries(sections).flatMap(([section, levels]) =>
  ([1, 2] as const).flatMap((level) =>
    levels[level]
      .split(' ')
      .filter((last) => last !== '')
      .map((last) => `${section}.${last} ${level}`),
  ),
);

const rows = readFileSync('docs/security/asvs.md', 'utf8')
  .split('\n')
  .filter((line) => /^\| V\d/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, id = '', level = '', answer = '', ground = '']) => ({ id, level, answer, ground }));

describe('docs/security/asvs.md', () => {
  test('has each requirement of levels 1 and 2 once', () => {
    expect(wanted).toHaveLength(253);
    expect(rows.map(({ id, level }) => `${id} ${level}`).toSorted()).toEqual(wanted.toSorted());
  });

  test('answers yes with a file or test that is here, anything else with why', () => {
    const wrong = rows.filter(({ answer, ground }) => {
      const named = [...ground.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '');
      if (answer === 'yes') return named.length === 0 || named.some((path) => !existsSync(path));
      return !['no', 'n/a'].includes(answer) || ground === '';
    });
    expect(wrong).toEqual([]);
  });

  test('counts what it says', () => {
    const count = (answer: string) => rows.filter((row) => row.answer === answer).length;
    expect(readFileSync('docs/security/asvs.md', 'utf8')).toContain(
      `${count('yes')} yes, ${count('no')} no, ${count('n/a')} not applicable`,
    );
  });
});
