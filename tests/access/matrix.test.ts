import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { routes } from '../../src/web/routes.ts';
import { type ActorName, actorNames } from './actors.ts';
import { type Asking, ask, atTheDoor, tokenFor, toldIn } from './ask.ts';
import { entries, nameOf, tried } from './entries.ts';
import type { Case } from './entry.ts';
import { openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** A page may note who read it, and asks a picture of who registers: nothing else is written by looking. */
const writtenByLooking: Readonly<Record<string, readonly string[]>> = {
  'GET /person/register': ['one_time_code'],
  'GET /dispute': ['one_time_code'],
  'GET /lookup/check': ['one_time_code'],
  'GET /published': ['one_time_code'],
  'GET /receipts': ['one_time_code'],
  'GET /person/security/email': ['one_time_code'],
  'GET /person/sign-in/code': ['one_time_code'],
  'GET /captcha/:id.svg': ['one_time_code'],
  'GET /captcha/:id.wav': ['one_time_code'],
  // Who has met a code is noted as who has read a file is.
  'GET /verify/live/:token': ['live_code_use'],
  'GET /institution/join': ['one_time_code'],
  'GET /institution/join/captcha/:id.svg': ['one_time_code'],
  'GET /institution/join/captcha/:id.wav': ['one_time_code'],
};
const looking = ['read_log', 'session'];

interface Wanted {
  readonly status: number;
  readonly location: string;
}

function wantedOf(asking: Asking, name: ActorName): Wanted {
  return atTheDoor(asking, name) ?? { status: asking.wanted.answers[name] ?? 404, location: '' };
}

function isRefused(asking: Asking, name: ActorName): boolean {
  const { status } = wantedOf(asking, name);
  return atTheDoor(asking, name) !== undefined || status >= 400;
}

/** What differs from what was wanted, in words. */
function wrongIn(asking: Asking, name: ActorName, response: LightMyRequestResponse): string[] {
  const { status, location } = wantedOf(asking, name);
  const given = String(response.headers.location ?? '');
  const as = `${name} at ${asking.wanted.path}`;
  const wrong = response.statusCode === status ? [] : [`${as}: ${response.statusCode} ${given}, not ${status}`];
  if (!given.startsWith(location)) wrong.push(`${as}: sent to ${given}, not ${location}`);
  return [...wrong, ...toldIn(asking, name, response).map((secret) => `${as}: tells ${secret}`)];
}

async function askAs(asking: Asking, name: ActorName): Promise<string[]> {
  return wrongIn(asking, name, await ask(asking, await tokenFor(asking, name)));
}

describe('every route is here', () => {
  test('a route without an entry, and an entry without a route', () => {
    const named = routes.map(nameOf);
    expect(named.filter((name) => entries[name] === undefined)).toEqual([]);
    expect(Object.keys(entries).filter((name) => !named.includes(name))).toEqual([]);
  });

  test('an entry answers every record to somebody, or says that nobody is let in', async () => {
    const addresses = new Map<string, readonly Case[]>();
    for (const { name, entry } of tried) addresses.set(name, await entry(world));
    const unanswered = [...addresses].filter(([, cases]) =>
      cases.every(({ answers }) => Object.keys(answers).length === 0),
    );
    expect(unanswered).toEqual([]);
  });
});

const gets = tried.filter(({ route }) => route.method === 'GET');
const posts = tried.filter(({ route }) => route.method === 'POST');

describe('who may look', () => {
  test.each(gets)('$name', async ({ name, route, entry }) => {
    const wrong: string[] = [];
    for (const wanted of await entry(world)) {
      const asking = { world, route, wanted };
      const written = await world.watch();
      for (const actor of actorNames) wrong.push(...(await askAs(asking, actor)));
      const may = [...looking, ...(writtenByLooking[name] ?? [])];
      wrong.push(...(await written(may)).map((table) => `writes ${table}`));
    }
    expect(wrong).toEqual([]);
  });
});

describe('who may send', () => {
  test.each(posts)('$name', async ({ route, entry }) => {
    const wrong: string[] = [];
    const cases = await entry(world);
    for (const [index, wanted] of cases.entries()) {
      const asking = { world, route, wanted };
      wrong.push(...(await refusedAll(asking)));
      for (const name of actorNames.filter((each) => !isRefused(asking, each)))
        wrong.push(...(await sentBy(asking, name, (await entry(world))[index] ?? wanted)));
    }
    expect(wrong).toEqual([]);
  });

  /** Everybody who is refused sends the form that would work: not a row moves. */
  async function refusedAll(asking: Asking): Promise<string[]> {
    const refused = actorNames.filter((name) => isRefused(asking, name));
    const tokens = await Promise.all(refused.map((name) => tokenFor(asking, name)));
    const written = await world.watch();
    const wrong: string[] = [];
    for (const [index, name] of refused.entries())
      wrong.push(...wrongIn(asking, name, await ask(asking, tokens[index] ?? null)));
    const may = asking.route.access === 'visitor' ? ['session', 'attempt', 'one_time_code'] : ['read_log', 'attempt'];
    // A form that comes back may ask for another picture.
    may.push(...(writtenByLooking[`GET ${asking.route.path}`] ?? []));
    return [...wrong, ...(await written(may)).map((table) => `refused, and yet ${table} changed`)];
  }

  /** The same form does its work for who may send it, on a record nobody has touched. */
  async function sentBy({ route }: Asking, name: ActorName, wanted: Case): Promise<string[]> {
    const asking = { world, route, wanted };
    const token = await tokenFor(asking, name);
    const written = await world.watch();
    const wrong = wrongIn(asking, name, await ask(asking, token));
    const moved = await written(looking.slice(0, 1));
    if (moved.length === 0 && wanted.quiet !== true) wrong.push(`${name} at ${wanted.path}: nothing came of it`);
    return wrong;
  }
});
