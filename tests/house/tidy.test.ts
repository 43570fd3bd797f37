import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { catalogue } from '../../src/domain/applications/catalogue.ts';
import { refusalTexts } from '../../src/domain/vocabulary/refusals.ts';
import { listFiles, readSources } from './sources.ts';

const everything = readSources('src', 'tests', 'bench', 'scripts');
const sources = everything.filter(({ path }) => path.startsWith('src/'));
const rules = sources.filter(({ path }) => !/\.test\.tsx?$/.test(path));
const lines = (text: string) => text.split('\n').length;

function over(pattern: RegExp, budget: number): string[] {
  return rules
    .filter(({ path, text }) => pattern.test(path) && lines(text) > budget)
    .map(({ path, text }) => `${path}: ${lines(text)} > ${budget}`);
}

describe('budgets', () => {
  test('a definition has at most 150 lines', () => {
    expect(over(/^src\/domain\/applications\//, 151)).toEqual([]);
  });

  test('an action has at most 80 lines', () => {
    // takeStep is the one order every step follows, not an action of its own.
    expect(over(/^src\/actions\/(?!application\/takeStep\.ts)/, 81)).toEqual([]);
  });

  test('any file has at most 300 lines', () => {
    expect(everything.filter(({ text }) => lines(text) > 301).map(({ path }) => path)).toEqual([]);
  });
});

describe('rooms and names', () => {
  test('no room without a noun', () => {
    const rooms = listFiles('src', 'tests', 'bench', 'scripts').filter((path) =>
      /(^|\/)(utils?|helpers?|common|misc|lib|core)(\/|\.tsx?$)/.test(path),
    );
    expect(rooms).toEqual([]);
  });

  test('no second generation beside the first', () => {
    expect(listFiles('src').filter((path) => /(v2|legacy|deprecated|Old\.|New\.)/.test(path))).toEqual([]);
  });

  test('no barrel files', () => {
    expect(
      rules
        .filter(({ path, text }) => /(^|\/)index\.tsx?$/.test(path) || /^export \* from/m.test(text))
        .map(({ path }) => path),
    ).toEqual([]);
  });

  test('decisions are numbered once each, without gaps', () => {
    const numbers = listFiles('docs/decisions/*.md').map((path) => Number(/(\d{4})-/.exec(path)?.[1]));
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  });
});

describe('soft spots', () => {
  test('no any, no silenced checker, nothing left for later', () => {
    const soft =
      /@ts-(ignore|expect-error|nocheck)|\bas any\b|: any\b|eslint-disable|biome-ignore|\b(describe|test|it)\.(only|skip|todo)\(|\bTODO\b|\bFIXME\b/;
    const found = everything
      .filter(({ path }) => path !== 'tests/house/tidy.test.ts')
      .filter(({ text }) => soft.test(text));
    expect(found.map(({ path }) => path)).toEqual([]);
  });

  test('no exception disappears', () => {
    const swallowed = /catch\s*(\([^)]*\))?\s*\{\s*\}|\.catch\(\(\)\s*=>\s*(undefined|null|\{\s*\})\)/;
    expect(rules.filter(({ text }) => swallowed.test(text)).map(({ path }) => path)).toEqual([]);
  });

  test('no switch ends in a default that hides a forgotten case', () => {
    const offending = rules
      .filter(({ path }) => /^src\/(domain|actions)\//.test(path))
      .flatMap(({ path, text }) =>
        [...text.matchAll(/default:\s*\n\s*(.*)/g)]
          .filter((match) => !/unknown\w+\(/.test(match[1] ?? ''))
          .map(() => path),
      );
    expect(offending).toEqual([]);
  });

  test('numbers that must not be guessed never come from Math.random', () => {
    expect(rules.filter(({ text }) => /Math\.random/.test(text)).map(({ path }) => path)).toEqual([]);
  });
});

describe('refusals', () => {
  const used = new Set(
    rules
      .filter(({ path }) => !path.startsWith('src/domain/vocabulary/'))
      .flatMap(({ text }) => [...text.matchAll(/'([a-zA-Z]+\.[a-zA-Z0-9]+)'/g)].map((match) => match[1] ?? '')),
  );

  test('each code that is given has its text', () => {
    const asked = rules.flatMap(({ path, text }) =>
      [...text.matchAll(/(?:refusal|refused)\(\s*'([^']+)'|code: '([^']+)'/g)].map((match) => ({
        path,
        code: match[1] ?? match[2] ?? '',
      })),
    );
    expect(asked.length).toBeGreaterThan(60);
    expect(asked.filter(({ code }) => code.includes('.') && !Object.hasOwn(refusalTexts, code))).toEqual([]);
  });

  test('each text is given somewhere', () => {
    expect(Object.keys(refusalTexts).filter((code) => !used.has(code))).toEqual([]);
  });

  test('each text says what to do in Chinese and leaks no parameter name', () => {
    const bad = Object.entries(refusalTexts).filter(
      ([, text]) => !/[\u4e00-\u9fff]/.test(text) || /\{[^a-zA-Z]/.test(text),
    );
    expect(bad).toEqual([]);
  });
});

describe('kinds', () => {
  test('nothing outside applications/ and the dictionary names a kind', () => {
    const names = catalogue.map(({ kind }) => kind);
    const offending = rules
      // Scripts of the browser know events of its own called `change`.
      .filter(({ path }) => !/^src\/(domain\/(applications|vocabulary)|web\/client)\//.test(path))
      .filter(({ text }) => names.some((kind) => text.includes(`'${kind}'`)));
    expect(offending.map(({ path }) => path)).toEqual([]);
  });

  test('each kind has its seven parts, in their order, in a file of its own', () => {
    const parts = ['authority', 'whoMayStart', 'form', 'route', 'checks', 'effect', 'papers'];
    const wrong = catalogue.filter(
      (definition) => Object.keys(definition).slice(-parts.length).join() !== parts.join(),
    );
    expect(wrong.map(({ kind }) => kind)).toEqual([]);
    const files = rules.map(({ path }) => path);
    expect(catalogue.filter(({ kind }) => !files.includes(`src/domain/applications/${kind}.ts`))).toEqual([]);
  });

  test('codes and prefixes of kinds are unique', () => {
    expect(new Set(catalogue.map(({ prefix }) => prefix)).size).toBe(catalogue.length);
    expect(new Set(catalogue.map(({ kind }) => kind)).size).toBe(catalogue.length);
  });
});

describe('secrets and places', () => {
  test('no machine path, registry host or key is committed', () => {
    const files = listFiles('.').filter((path) => /\.(ts|tsx|mjs|json|md|sql|sh|css|typ|csv)$|run$/.test(path));
    const pattern = /registry\.[a-z]+\.|\/root\/|\/work\/|BEGIN [A-Z ]*PRIVATE KEY/;
    const allowed = ['tests/house/tidy.test.ts'];
    expect(files.filter((path) => !allowed.includes(path) && pattern.test(readFileSync(path, 'utf8')))).toEqual([]);
  });
});
