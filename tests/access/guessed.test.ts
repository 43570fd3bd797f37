import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { opened } from '../../src/store/protection.ts';
import { ask as read, readDraft } from '../setup/sealedValues.ts';
import { actorNames } from './actors.ts';
import { type Asking, ask, atTheDoor, tokenFor, toldIn } from './ask.ts';
import { tried } from './entries.ts';
import type { Case } from './entry.ts';
import { openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** What somebody types into an address who hopes to find something there. */
const guesses = [
  ...['018f3c5e-7d2a-4b6f-9c81-5e0d3a7b2c94', '00000000-0000-0000-0000-000000000000', 'R-20260302-1', '1', '0', '-1'],
  ...['no-id', '%00', '%0A', '%EF%BF%BF', '%F0%A0%AE%B7', "1'%20OR%20'1'='1", '%25', '..%2F..%2Fstaff', '__proto__'],
  ...['constructor', 'x'.repeat(90)],
];
const undecodable = ['%ED%A0%80', '%C0%AF', '%zz'];

/** The case's address with another record in it. */
function guessed(path: string, guess: string): string {
  return path.replace(/:(id|entryId|kind|licenceNo|code|token|number|day)/, guess);
}

const withRecord = tried.filter(({ route }) => route.path.includes(':'));

describe('a record that is guessed', () => {
  test.each(withRecord)('$name', async ({ route, entry }) => {
    const [wanted] = await entry(world);
    if (wanted === undefined) throw new Error('no case');
    const asking: Asking = { world, route, wanted: { ...wanted, answers: {} } satisfies Case };
    const isPublic = route.access === 'anyone' || route.access === 'visitor';
    const letIn = actorNames.filter((name) => atTheDoor(asking, name) === undefined && name !== 'nobody');
    const tokens = await Promise.all(letIn.map((name) => tokenFor(asking, name)));
    const written = await world.watch();
    const wrong: string[] = [];
    for (const [index, name] of letIn.entries()) {
      for (const guess of [...guesses, ...undecodable]) {
        const response = await ask(asking, tokens[index] ?? null, { path: guessed(route.path, guess) });
        const status = response.statusCode;
        const right = undecodable.includes(guess) ? [400] : isPublic ? [200, 404] : [404];
        if (!right.includes(status)) wrong.push(`${name}, ${guess}: ${status}`);
        wrong.push(...toldIn(asking, name, response).map((secret) => `${name}, ${guess}: tells ${secret}`));
      }
    }
    wrong.push(...(await written(['read_log'])).map((table) => `writes ${table}`));
    expect([...new Set(wrong)]).toEqual([]);
  });
});

/** Ids that are not in the address but in the form: they lead no further than the address does. */
describe('a record that is put into a form', () => {
  const send = async (path: string, fields: Record<string, string>, name: 'stranger' | 'besideDecider') => {
    const found = tried.find(({ route }) => route.method === 'POST' && isAt(route.path, path));
    if (found === undefined) throw new Error(`no route for ${path}`);
    const asking: Asking = { world, route: found.route, wanted: { path, fields, answers: {} } };
    return ask(asking, await tokenFor(asking, name));
  };
  const drafts = async (accountId: string) => {
    const text = `SELECT ${opened('a', 'application.draft')} AS draft FROM application a WHERE account_id = $1`;
    return JSON.stringify(await read(world.services.database, text, [accountId]));
  };
  // Typed again, the same is sealed differently.
  const stored = async (id: string) => {
    const text = "SELECT (to_jsonb(a) - 'draft_sealed')::text AS value FROM application a WHERE id = $1";
    return [await world.value(text, id), await readDraft(world.services.database, id)];
  };

  test('重新申请 takes over nobody else’s answers', async () => {
    const { id, secrets } = await world.file('atInstitution');
    await world.services.database.pool.query(
      "UPDATE application SET state = 'withdrawn', is_over = true WHERE id = $1",
      [id],
    );
    const sent = await send('/person/business/registration', { copyOf: id }, 'stranger');
    expect(sent.statusCode).toBe(303);
    const own = await drafts(world.actors.stranger.accountId);
    expect(own).toContain('answers');
    expect(secrets.filter((secret) => own.includes(secret))).toEqual([]);
  });

  test('变更 begins from nobody else’s entry', async () => {
    const sent = await send('/person/business/change', { entryId: world.files.approved.entryId }, 'stranger');
    expect(sent.statusCode).toBe(404);
  });

  test('a form does not say which photo, which state, whose account', async () => {
    const { id, person } = await world.file('draft');
    const found = tried.find(({ route }) => route.method === 'POST' && route.path.endsWith('/:id/edit'));
    if (found === undefined) throw new Error('no form to fill in');
    const foreign = world.files.accepted;
    const fields = {
      photoId: foreign.secrets[4] ?? '',
      photo: foreign.secrets[4] ?? '',
      state: 'approved',
      account_id: foreign.person.accountId,
      accountId: foreign.person.accountId,
      authorityId: world.places.province.id,
      version: '9',
    };
    const asking: Asking = {
      world,
      route: found.route,
      wanted: { path: `/person/applications/${id}/edit`, fields, answers: {}, owner: person },
    };
    const before = await stored(id);
    expect((await ask(asking, await tokenFor(asking, 'owner'))).statusCode).toBe(303);
    expect(await stored(id)).toEqual(before);
  });

  test('缺少的机构 of another county is not answered by its id', async () => {
    const id = await world.report();
    const sent = await send('/authority/missing-institutions', { id, [`answer-${id}`]: '已加入' }, 'besideDecider');
    expect(sent.statusCode).toBe(404);
    const garbage = await send('/authority/missing-institutions', { id: 'x', 'answer-x': '已加入' }, 'besideDecider');
    expect(garbage.statusCode).toBe(404);
    expect(await world.value('SELECT state AS value FROM missing_institution WHERE id = $1', id)).toBe('open');
  });

  test('全部标为已读 marks only one’s own', async () => {
    const { person } = await world.file('accepted');
    const unread = 'SELECT count(*)::int AS value FROM notice WHERE account_id = $1 AND read_at IS NULL';
    const before = await world.value(unread, person.accountId);
    expect(before).toBeGreaterThan(0);
    expect((await send('/person/notices', {}, 'stranger')).statusCode).toBe(303);
    expect(await world.value(unread, person.accountId)).toBe(before);
    const ofCounty = 'SELECT count(*)::int AS value FROM notice WHERE authority_id = $1 AND read_at IS NULL';
    const county = await world.value(ofCounty, world.places.county.id);
    expect(county).toBeGreaterThan(0);
    expect((await send('/authority/notices', {}, 'besideDecider')).statusCode).toBe(303);
    expect(await world.value(ofCounty, world.places.county.id)).toBe(county);
  });
});

function isAt(pattern: string, path: string): boolean {
  return new RegExp(`^${pattern.replaceAll(/:\w+/g, '[^/]+')}$`).test(path);
}
