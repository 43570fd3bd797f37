import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PersonActor } from '../../src/domain/access/actor.ts';
import { insertDispute } from '../factories/identity.ts';
import { type Asking, ask } from './ask.ts';
import { nameOf, tried } from './entries.ts';
import { openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** Forms of a person: what somebody signed in at this end can send. */
const posts = tried.filter(
  ({ route }) => route.method === 'POST' && (route.access === 'person' || route.access === 'physician'),
);
const open = posts.filter(({ route }) => route.whileFrozen === true).map(({ route }) => nameOf(route));

async function freeze(person: PersonActor): Promise<void> {
  const frozen = await world.value('SELECT frozen_by AS value FROM account WHERE id = $1', person.accountId);
  if (frozen === null) await insertDispute(world.services, person);
}

describe('a frozen account', () => {
  test('may sign out, read its notices, answer, and end a recovery: nothing else', () => {
    expect(open.sort()).toEqual([
      'POST /person/dispute',
      'POST /person/notices',
      'POST /person/recovery',
      'POST /person/sign-out',
    ]);
    expect(posts.length).toBeGreaterThan(20);
  });

  test.each(posts.filter(({ name }) => !open.includes(name)))(
    'is refused $name, and nothing moves',
    async ({ route, entry }) => {
      const wrong: string[] = [];
      for (const wanted of await entry(world)) {
        const asking: Asking = { world, route, wanted };
        const owner = wanted.owner ?? (await world.file('approved')).person;
        await freeze(owner);
        const token = await world.token('owner', owner);
        const written = await world.watch();
        const { statusCode, body } = await ask(asking, token);
        if (statusCode !== 403 || !body.includes('账号已冻结')) wrong.push(`${wanted.path}: ${statusCode}`);
        wrong.push(...(await written()).map((table) => `${wanted.path} changed ${table}`));
      }
      expect(wrong).toEqual([]);
    },
  );

  test('is let in to look, and sees why', async () => {
    const { person } = await world.file('approved');
    await freeze(person);
    const token = await world.token('owner', person);
    const page = (url: string) => world.app.inject({ method: 'GET', url, cookies: { 'xinglin-person': token ?? '' } });
    for (const url of ['/person', '/person/business', '/person/dispute']) {
      const { statusCode, body } = await page(url);
      expect([url, statusCode, body.includes('账号已冻结')]).toEqual([url, 200, true]);
    }
  });
});
