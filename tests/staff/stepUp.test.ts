import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashToken } from '../../src/actions/session/openSession.ts';
import type { SignedIn } from '../../src/domain/access/actor.ts';
import { openWorld, type World } from '../access/world.ts';
import { openVisitor, readAloud, type Visitor } from '../accounts/visitor.ts';
import { stepForm } from '../factories/stepForm.ts';
import { openProvenSession } from '../setup/staffSession.ts';
import { codeNow, giveSecondFactor } from './entering.ts';

let world: World;
const code = 'secondFactorCode';
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** Somebody who signed in long enough ago that their proof is stale. */
async function stale(actor: SignedIn): Promise<Visitor> {
  const { database } = world.services;
  const { rows } = await database.pool.query('SELECT login_name FROM account WHERE id = $1', [actor.accountId]);
  await giveSecondFactor(world, rows[0].login_name);
  const visitor = openVisitor(world.app);
  const token = await openProvenSession(world.services, actor);
  await database.pool.query(
    `UPDATE session SET proved_at = $2::timestamptz - interval '5 minutes' WHERE token_hash = $1`,
    [hashToken(token), world.services.clock.now().toString()],
  );
  visitor.cookies.set(`xinglin-${actor.end}`, token);
  return visitor;
}

const stateOf = (id: string) => world.value('SELECT state AS value FROM application WHERE id = $1', id);

/** 不予 with its reasons, as the form sends it. */
async function refusing() {
  const { id, version } = await world.file('accepted');
  const fields = stepForm('refuse', version, {
    sure: 'yes',
    ground: 'otherByLaw',
    reasons: '材料<不实>"&',
  });
  return { id, path: `/authority/applications/${id}`, fields };
}

describe('before a decision', () => {
  test('a stale proof is asked for again, what was typed is carried along, and the decision is made', async () => {
    const visitor = await stale(world.actors.decider);
    const { id, path, fields } = await refusing();
    await visitor.get(path);
    const asked = await visitor.post(path, fields);
    expect(asked.statusCode).toBe(403);
    expect(readAloud(asked)).toContain('请再次确认身份');
    expect(asked.body).toContain('材料&lt;不实>&quot;&amp;');
    expect(await stateOf(id)).toBe('accepted');
    const carried = unescaped(visitor.hidden());
    expect(carried).toMatchObject({ ...fields, _key: expect.any(String) });
    expect(Object.keys(carried)).not.toContain(code);
    const wrong = await visitor.post(path, { ...carried, [code]: '000000' });
    expect(readAloud(wrong)).toContain('动态验证码不正确');
    expect(await stateOf(id)).toBe('accepted');
    const done = await visitor.post(path, { ...unescaped(visitor.hidden()), [code]: codeNow(world) });
    expect(done.statusCode).toBe(303);
    expect(await stateOf(id)).toBe('refused');
    expect(
      await world.value(
        `SELECT event->>'reasons' AS value FROM application_event
      WHERE application_id = $1 ORDER BY seq DESC LIMIT 1`,
        id,
      ),
    ).toBe('材料<不实>"&');
    // The proof counts for the next one.
    const next = await refusing();
    await visitor.get(next.path);
    expect((await visitor.post(next.path, next.fields)).statusCode).toBe(303);
  });

  test('受理 of the same page asks nothing', async () => {
    const visitor = await stale(world.actors.decider);
    const { id, version } = await world.file('atAuthority');
    await visitor.get(`/authority/applications/${id}`);
    const sent = await visitor.post(`/authority/applications/${id}`, stepForm('accept', version, {}));
    expect(sent.statusCode).toBe(303);
    expect(await stateOf(id)).toBe('accepted');
  });

  test('sent twice it is done once, and a form of another window still arrives', async () => {
    const visitor = await stale(world.actors.decider);
    const other = await refusing();
    await visitor.get(other.path);
    const formOfOtherWindow = { ...visitor.hidden(), ...other.fields };
    const { id, path, fields } = await refusing();
    await visitor.get(path);
    await visitor.post(path, fields);
    const carried = { ...unescaped(visitor.hidden()), [code]: codeNow(world) };
    const before = new Map(visitor.cookies);
    const first = await visitor.post(path, carried);
    const after = new Map(visitor.cookies);
    for (const [name, value] of before) visitor.cookies.set(name, value);
    const second = await visitor.post(path, carried);
    expect([first.statusCode, second.statusCode]).toEqual([303, 303]);
    expect(second.headers.location).toBe(first.headers.location);
    expect(await stateOf(id)).toBe('refused');
    for (const [name, value] of after) visitor.cookies.set(name, value);
    expect((await visitor.post(other.path, formOfOtherWindow)).statusCode).toBe(303);
    expect(await stateOf(other.id)).toBe('refused');
  });

  test('a token from before the proof is worth nothing half a minute later', async () => {
    const visitor = await stale(world.actors.decider);
    const old = visitor.cookies.get('xinglin-authority') ?? '';
    await visitor.get('/authority/confirm?next=/authority/orders');
    const confirmed = await visitor.post('/authority/confirm', { [code]: codeNow(world) });
    expect(confirmed.headers.location).toBe('/authority/orders');
    expect(visitor.cookies.get('xinglin-authority')).not.toBe(old);
    const now = world.services.clock.now();
    world.setNow(now.add({ seconds: 31 }).toString());
    visitor.cookies.set('xinglin-authority', old);
    expect((await visitor.get('/authority/orders')).headers.location).toMatch(/sign-in/);
    world.setNow(now.toString());
  });
});

describe('a page that asks for a fresh proof', () => {
  test('is opened after it, and not without', async () => {
    const visitor = await stale(world.actors.clerk);
    const asked = await visitor.get('/institution/account/password');
    expect(asked.headers.location).toBe('/institution/confirm?next=%2Finstitution%2Faccount%2Fpassword');
    await visitor.get(String(asked.headers.location));
    const given = await visitor.post('/institution/confirm', { [code]: codeNow(world) });
    expect(given.headers.location).toBe('/institution/account/password');
    expect((await visitor.get('/institution/account/password')).statusCode).toBe(200);
  });

  test('no password is carried over the question', async () => {
    const visitor = await stale(world.actors.head);
    await visitor.get('/institution/account');
    const fields = { current: 'old secret', password: 'new secret', passwordAgain: 'new secret' };
    const asked = await visitor.post('/institution/account/password', fields);
    expect(asked.statusCode).toBe(403);
    expect(asked.body).not.toContain('secret"');
    expect(asked.body).not.toContain('new secret');
  });
});

/** Hidden fields as a browser reads them. */
function unescaped(fields: Readonly<Record<string, string>>): Record<string, string> {
  const read = (text: string) =>
    text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, read(value)]));
}
