import { describe, expect, test } from 'vitest';
import { readSources, type SourceFile } from './sources.ts';

const sources = readSources('src').filter(({ path }) => !/\.test\.tsx?$/.test(path));

/** Floor of a room; imports point down only, and never sideways between the ends. */
const floors: Readonly<Record<string, number>> = {
  domain: 0,
  store: 1,
  outside: 1,
  actions: 2,
  web: 3,
  api: 3,
  jobs: 3,
  cli: 3,
};
const top = 4;

/** Order inside the domain (docs/ARCHITECTURE.md). */
const domainOrder = [
  'vocabulary',
  'time',
  'fields',
  'import',
  'joining',
  'issuing',
  'log',
  'register',
  'procedure',
  'access',
  'privacy',
  'applications',
];

function room(path: string): string {
  const [, first = '', second = ''] = path.split('/');
  return second === '' ? '' : first;
}

function floorOf(path: string): number {
  const name = room(path);
  if (name === '') return top;
  const floor = floors[name];
  if (floor === undefined) throw new Error(`${path}: a room that docs/ARCHITECTURE.md does not know`);
  return floor;
}

const local = (file: SourceFile) => file.imports.filter((target) => target.startsWith('src/'));

function offences(isOffence: (file: SourceFile, target: string) => boolean): string[] {
  return sources.flatMap((file) =>
    local(file)
      .filter((target) => isOffence(file, target))
      .map((target) => `${file.path} -> ${target}`),
  );
}

describe('floors', () => {
  test('imports point down only', () => {
    expect(offences((file, target) => floorOf(target) > floorOf(file.path))).toEqual([]);
  });

  test('store and outside do not know each other', () => {
    const sides = ['store', 'outside'];
    expect(
      offences(
        (file, target) =>
          sides.includes(room(file.path)) && sides.includes(room(target)) && room(file.path) !== room(target),
      ),
    ).toEqual([]);
  });

  test('pages, jobs, api and commands ask actions, never the store', () => {
    const wanting = ['web', 'api', 'jobs', 'cli'];
    expect(offences((file, target) => wanting.includes(room(file.path)) && room(target) === 'store')).toEqual([]);
  });

  test('rooms of one floor do not import each other', () => {
    expect(
      offences((file, target) => floorOf(file.path) === 3 && floorOf(target) === 3 && room(file.path) !== room(target)),
    ).toEqual([]);
  });

  test('ends of the web share only shared/, the messages of the public end and what joins them', () => {
    const ends = ['person', 'institution', 'authority', 'operations'];
    const end = (path: string) => (room(path) === 'web' ? path.split('/')[2] : undefined);
    expect(
      offences((file, target) => {
        const [from, to] = [end(file.path), end(target)];
        return (
          from !== undefined &&
          to !== undefined &&
          ends.includes(to) &&
          from !== to &&
          !file.path.startsWith('src/web/routes.ts')
        );
      }),
    ).toEqual([]);
  });

  test('the domain imports nothing but itself', () => {
    const foreign = sources
      .filter((file) => room(file.path) === 'domain')
      .flatMap((file) =>
        file.imports.filter((target) => !target.startsWith('src/domain/')).map((target) => `${file.path} -> ${target}`),
      );
    expect(foreign).toEqual([]);
  });

  test('inside the domain, rules rest on words and fields, not the other way round', () => {
    const order = (path: string) => domainOrder.indexOf(path.split('/')[2] ?? '');
    const unknown = sources
      .filter((file) => room(file.path) === 'domain' && order(file.path) < 0)
      .map((file) => file.path);
    expect(unknown).toEqual([]);
    expect(offences((file, target) => room(file.path) === 'domain' && order(target) > order(file.path))).toEqual([]);
  });

  test('the procedure never imports a kind', () => {
    const offending = offences(
      (file, target) =>
        target.startsWith('src/domain/applications/') && /^src\/domain\/(procedure|register|access)\//.test(file.path),
    );
    expect(offending).toEqual([]);
  });
});
