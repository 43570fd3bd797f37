import { afterAll, beforeAll, expect, test } from 'vitest';
import { idCheckDigit } from '../../src/domain/fields/idCheckDigit.ts';
import { actorNames } from '../access/actors.ts';
import { type Asking, ask, atTheDoor, tokenFor } from '../access/ask.ts';
import { tried } from '../access/entries.ts';
import { openWorld, type World } from '../access/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** The file for the importer, who has to put the numbers right in it. */
const keepsItsOwnValues = ['GET /authority/imports/:id/refused.csv'];
/** Between password and code, where nobody of this world sits: nothing about anybody stands there. */
const beforeTheDesk = /\/second-factor$/;

const pages = tried.filter(
  ({ name, route }) =>
    route.method === 'GET' &&
    /^\/(institution|authority)\b/.test(route.path) &&
    !keepsItsOwnValues.includes(name) &&
    !beforeTheDesk.test(name),
);

/** Numbers of people in a text: of identity cards by their check digit, of telephones by their form. */
function numbersIn(text: string): string[] {
  const cards = [...text.matchAll(/(?<![0-9A-Za-z])[1-9]\d{16}[\dX](?![0-9A-Za-z])/g)].map(([number]) => number);
  const telephones = [...text.matchAll(/(?<![0-9A-Za-z-])1[3-9]\d{9}(?![0-9A-Za-z-])/g)].map(([number]) => number);
  return [...cards.filter((number) => idCheckDigit(number) === number.charAt(17)), ...telephones];
}

test('the search finds what it is for', () => {
  const card = '43010219750308104';
  expect(numbersIn(`<dd>${card}${idCheckDigit(card)}</dd><td>13800138000</td>`)).toHaveLength(2);
  expect(numbersIn('430***********1050 139****0000 354430102900001 ZC-2026-000123')).toEqual([]);
});

test.each(pages)('$name shows no whole number', async ({ route, entry }) => {
  const wrong: string[] = [];
  let seen = 0;
  for (const wanted of await entry(world)) {
    const asking: Asking = { world, route, wanted };
    const known = [...Object.values(world.files), world.farFile].flatMap(({ secrets }) => secrets.slice(1, 4));
    for (const name of actorNames.filter((each) => wanted.answers[each] === 200)) {
      if (atTheDoor(asking, name) !== undefined) continue;
      const { body, headers } = await ask(asking, await tokenFor(asking, name));
      seen += 1;
      if (!/^(text|application\/json)/.test(String(headers['content-type']))) continue;
      const told = [...numbersIn(body), ...known.filter((each) => body.includes(each))];
      wrong.push(...told.map((number) => `${name} at ${wanted.path}: ${number}`));
    }
  }
  expect(seen).toBeGreaterThan(0);
  expect(wrong).toEqual([]);
});
