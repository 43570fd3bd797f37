import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { csrfToken } from '../../src/web/shared/csrf.ts';
import { openApp } from '../setup/testApp.ts';
import { type ActorName, actorNames } from './actors.ts';
import { type Asking, ask, atTheDoor, type Sent, tokenFor } from './ask.ts';
import { tried } from './entries.ts';
import { openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** Somebody whose form would work: let in at the door and not refused by the page. */
function sender(asking: Asking): ActorName {
  const answers = asking.wanted.answers;
  const able = actorNames.filter((name) => name !== 'nobody' && atTheDoor(asking, name) === undefined);
  const name = able.find((each) => (answers[each] ?? 404) < 400) ?? able.find((each) => answers[each] !== undefined);
  if (name === undefined) throw new Error(`nobody may send ${asking.wanted.path}`);
  return name;
}

const posts = tried.filter(({ route }) => route.method === 'POST');

describe('a form that did not come from our own page is refused, whoever’s cookie goes with it', () => {
  test.each(posts)('$name', async ({ route, entry }) => {
    const [wanted] = await entry(world);
    if (wanted === undefined) throw new Error('no case');
    const asking: Asking = { world, route, wanted };
    const token = await tokenFor(asking, sender(asking));
    const other = await world.token('stranger', world.files.approved.person);
    // Where no session is asked for there is none to borrow: what is sent is only looked at (`written` below).
    const tokens: Readonly<Record<string, Sent>> = {
      'no token': { csrf: '' },
      'a made-up token': { csrf: 'x'.repeat(43) },
      'the token of another session': { csrf: csrfToken(world.services.secret, other ?? '') },
    };
    const forgeries: Readonly<Record<string, Sent>> = {
      ...(route.access === 'anyone' ? {} : tokens),
      'another origin': { headers: { origin: 'https://evil.example' } },
      'an origin that hides itself': { headers: { origin: 'null' } },
      'an origin that looks like ours': { headers: { origin: 'http://localhost.evil.example' } },
      'another site': { headers: { 'sec-fetch-site': 'cross-site' } },
      'another subdomain': { headers: { 'sec-fetch-site': 'same-site' } },
    };
    const written = await world.watch();
    const answers: Record<string, number> = {};
    for (const [why, sent] of Object.entries(forgeries)) answers[why] = (await ask(asking, token, sent)).statusCode;
    expect(answers).toEqual(Object.fromEntries(Object.keys(forgeries).map((why) => [why, 403])));
    expect(await written()).toEqual([]);
    const honest = await ask(asking, token, {
      headers: { origin: 'http://localhost:8080', 'sec-fetch-site': 'same-origin' },
    });
    expect(honest.statusCode).toBe(wanted.answers[sender(asking)]);
  });

  test('signing in from another site is refused though there is no session yet', async () => {
    for (const end of ['person', 'institution', 'authority'])
      for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }]) {
        const response = await world.app.inject({
          method: 'POST',
          url: `/${end}/sign-in`,
          headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
          payload: 'loginName=a&password=b',
        });
        expect([end, response.statusCode]).toEqual([end, 403]);
      }
  });

  test('no page answers another method than its own, and none a method that was not meant', async () => {
    const wrong: string[] = [];
    for (const { route, entry } of tried) {
      const [wanted] = route.path.includes(':') ? [{ path: route.path, answers: {} }] : await entry(world);
      for (const method of ['PUT', 'PATCH', 'DELETE'] as const) {
        const { statusCode } = await world.app.inject({ method, url: wanted?.path ?? route.path });
        if (statusCode !== 404 && statusCode !== 405) wrong.push(`${method} ${route.path}: ${statusCode}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('only the demonstration shows its outbox', async () => {
    const demoOnly = tried.filter(({ route }) => route.access === 'demo').map(({ route }) => route.path);
    expect(demoOnly).toEqual(['/outbox']);
    const inEarnest = await openApp({ ...world.services, demo: false });
    for (const url of demoOnly) expect((await inEarnest.inject({ method: 'GET', url })).statusCode).toBe(404);
    await inEarnest.close();
  });
});
