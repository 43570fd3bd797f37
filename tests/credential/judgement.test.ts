import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { checkPresentation } from '../../src/actions/credential/checkPresentation.ts';
import { publishedKeys } from '../../src/actions/credential/keySet.ts';
import { statusReference } from '../../src/actions/credential/statusReference.ts';
import { type Judgement, judge, type Known } from '../../src/domain/issuing/judgement.ts';
import { signToken } from '../../src/outside/issuing/token.ts';
import { webReckoning } from '../../src/outside/issuing/webReckoning.ts';
import { insertHunan, insertInstitution } from '../factories/people.ts';
import { insertEntry, type Registered } from '../factories/register.ts';
import { openTestApp, type TestApp } from '../setup/testApp.ts';
import { decode, encode, fetchCredentials, hashText, issuer, newHolderKey, present, signJwt } from './wallet.ts';

const start = '2026-03-02T01:00:00Z';
const seconds = Date.parse(start) / 1000;
const key = newHolderKey();
let app: TestApp;
let registered: Registered;
let credential: string;
let list: string;

beforeAll(async () => {
  app = await openTestApp();
  const tree = await insertHunan(app.db.database);
  const institution = await insertInstitution(app.db.database, tree.county);
  const later = [{ type: 'licenceClaimed', on: '2020-02-01' }] as const;
  registered = await insertEntry(app.db.database, { tree, institution }, { later });
  [credential = ''] = await fetchCredentials(app, registered.person, registered.entry.id, [key]);
  list = (await app.services.statusLists.token(1))?.token ?? '';
});
beforeEach(() => app.setNow(start));
afterAll(() => app.close());

/** As somebody judges without a network: with what was fetched at `start`. */
function offline(text: string, changed: Partial<Known> = {}): Promise<Judgement> {
  const known = {
    issuer,
    now: seconds,
    keys: publishedKeys(app.services),
    keysAt: seconds,
    findList: async () => list,
  };
  return judge(text, { ...known, ...changed }, webReckoning);
}
const verdictOf = async (text: string, changed: Partial<Known> = {}) => {
  const { verdict, ground } = await offline(text, changed);
  return ground === null ? verdict : `${verdict} ${ground}`;
};

describe('what somebody has made or changed', () => {
  test('any character of it changed is refused', async () => {
    const shown = present(credential, ['name', 'licence_no'], { key, at: start });
    expect(await verdictOf(shown)).toBe('valid');
    const verdicts = new Set<string>();
    for (let at = 0; at < shown.length; at += 3) {
      const other = shown[at] === 'A' ? 'B' : 'A';
      verdicts.add((await offline(shown.slice(0, at) + other + shown.slice(at + 1))).verdict);
    }
    // A changed key id may name a key nobody knows; that is never valid either.
    expect([...verdicts].filter((verdict) => verdict !== 'notOurs' && verdict !== 'unknown')).toEqual([]);
    for (const cut of [1, 40, shown.indexOf('~')])
      expect((await offline(shown.slice(0, -cut))).verdict).toBe('notOurs');
  });

  test('alg none, another algorithm, another type, or another issuer is refused', async () => {
    const [token = '', ...rest] = credential.split('~');
    const [header, payload, signature] = token.split('.');
    const again = (changed: object, by = signature) =>
      [`${encode({ ...decode(header), ...changed })}.${payload}.${by}`, ...rest].join('~');
    expect(await verdictOf(again({ alg: 'none' }, ''))).toBe('notOurs malformed');
    expect(await verdictOf(again({ alg: 'HS256' }))).toBe('notOurs malformed');
    expect(await verdictOf(again({ typ: 'licence-live+jwt' }))).toBe('notOurs malformed');
    expect(await verdictOf(again({ crit: ['x'] }))).toBe('notOurs malformed');
    expect(await verdictOf(credential, { issuer: 'https://elsewhere.example' })).toBe('notOurs malformed');
    // A token of another kind that the register has signed is no licence.
    expect(await verdictOf(list)).toBe('notOurs malformed');
    expect(await verdictOf(`${list}~`)).toBe('notOurs malformed');
    for (const nonsense of ['', '~', '~~', 'a.b.c', 'a.b.c~', '..~', '\u0000', '执业证书', '~'.repeat(500)])
      expect((await offline(nonsense)).verdict).toBe('notOurs');
  });

  test('a claim put in, shown twice, or taken from another licence is refused', async () => {
    const own = encode(['salt', 'name', '华佗']);
    expect(await verdictOf(`${credential}${own}~`)).toBe('notOurs changed');
    const [token, first] = credential.split('~');
    expect(await verdictOf(`${token}~${first}~${first}~`)).toBe('notOurs changed');
    const [other = ''] = await fetchCredentials(app, registered.person, registered.entry.id, [newHolderKey()]);
    expect(await verdictOf(`${token}~${other.split('~')[1]}~`)).toBe('notOurs changed');
    expect((await offline(`${token}~`)).claims).toEqual({});
  });

  test('shown by another holder it is refused', async () => {
    const thief = newHolderKey();
    expect(await verdictOf(present(credential, ['name'], { key: thief, at: start }))).toBe('notOurs otherHolder');
    // The holder's own signature does not cover other claims than it was made for.
    const shown = present(credential, ['name'], { key, at: start });
    const binding = shown.split('~').at(-1);
    const more = present(credential, ['name', 'birth_date'], { key, at: start });
    expect(await verdictOf(more.slice(0, more.lastIndexOf('~') + 1) + binding)).toBe('notOurs otherHolder');
    const bound = shown.slice(0, shown.lastIndexOf('~') + 1);
    const payload = { iat: seconds, aud: 'x', nonce: 'y', sd_hash: hashText(bound) };
    expect(await verdictOf(bound + signJwt(key.privateKey, { typ: 'kb+jwt' }, payload))).toBe('valid');
    for (const wrong of [{ typ: 'JWT' }, { typ: 'kb+jwt', alg: 'none' }, { typ: 'kb+jwt', crit: ['x'] }])
      expect(await verdictOf(bound + signJwt(key.privateKey, wrong, payload))).toBe('notOurs otherHolder');
    const { sd_hash: _gone, ...without } = payload;
    expect(await verdictOf(bound + signJwt(key.privateKey, { typ: 'kb+jwt' }, without))).toBe('notOurs otherHolder');
    expect((await offline(present(credential, ['name'], { key, at: '2026-03-02T00:00:00Z' }))).holder).toBe('stale');
  });
});

describe('a status list that is missing, too old or not ours', () => {
  const minutes = (count: number) => ({ now: seconds + count * 60, keysAt: seconds + count * 60 });

  test('of sixteen minutes ago, of fifteen: 无法确认, never 有效', async () => {
    expect(await verdictOf(credential, minutes(14))).toBe('valid');
    for (const count of [15, 16, 60, 60 * 24])
      expect(await verdictOf(credential, minutes(count))).toBe('unknown oldList');
    // Whatever it says of itself: nobody believes a list for longer.
    const { payload } = { payload: decode(list.split('.')[1]) };
    const forEver = await signToken(app.services.issuerKeys.current(), 'statuslist+jwt', {
      ...payload,
      iat: seconds,
      exp: seconds + 10 ** 9,
    });
    expect(await verdictOf(credential, { ...minutes(16), findList: async () => forEver })).toBe('unknown oldList');
  });

  test('absent, of another address, changed, or signed by nobody: 无法确认', async () => {
    expect(await verdictOf(credential, { findList: async () => undefined })).toBe('unknown noList');
    const said = { ...decode(list.split('.')[1]), iat: seconds };
    const sign = (payload: object) =>
      signToken(app.services.issuerKeys.current(), 'statuslist+jwt', { ...payload, iat: seconds });
    const wrong = [
      await sign({ ...said, sub: `${issuer}/status-lists/2` }),
      await sign({ ...said, status_list: { bits: 1, lst: 'eNpjYGAAAAAEAAE' } }),
      await sign({ ...said, status_list: undefined }),
      signJwt(newHolderKey().privateKey, decode(list.split('.')[0]), said),
      `${list.slice(0, -4)}AAAA`,
      'nonsense',
    ];
    for (const one of wrong) expect(await verdictOf(credential, { findList: async () => one })).toBe('unknown badList');
    const ahead = { now: seconds - 3600, keysAt: seconds - 3600 };
    expect(await verdictOf(credential, ahead)).toBe('unknown clock');
  });

  test('keys nobody has looked at for a quarter of an hour: one may have been lost', async () => {
    expect(await verdictOf(credential, { keysAt: seconds - 14 * 60 })).toBe('valid');
    expect(await verdictOf(credential, { keysAt: seconds - 16 * 60 })).toBe('unknown oldKeys');
    expect(await verdictOf(credential, { keys: [], keysAt: seconds - 16 * 60 })).toBe('unknown unknownKey');
    expect(await verdictOf(credential, { keys: [] })).toBe('notOurs unknownKey');
  });

  test('past its own end it is 已过期', async () => {
    const later = { now: seconds + 367 * 86_400 };
    expect(await verdictOf(credential, later)).toBe('expired');
  });
});

describe('live codes', () => {
  const live = async (changed: object = {}) =>
    signToken(app.services.issuerKeys.current(), 'licence-live+jwt', {
      iat: seconds,
      exp: seconds + 60,
      jti: 'j',
      sub: 's',
      view: 'patient',
      name: '张景和',
      licenceNo: registered.entry.licenceNo,
      status: { status_list: await statusReference(app.services, app.db.database, registered.entry.id) },
      ...changed,
    });

  test('count for a minute, by the same list', async () => {
    app.setNow('2026-03-02T01:00:01Z');
    const code = await live();
    expect(await offline(code)).toMatchObject({ verdict: 'valid', kind: 'live', claims: { name: '张景和' } });
    expect(await verdictOf(code, { now: seconds + 60 })).toBe('expired');
    expect(await verdictOf(await live({ iat: seconds + 120, exp: seconds + 180 }))).toBe('unknown early');
    expect(await verdictOf(await live({ exp: seconds + 3600 }))).toBe('notOurs malformed');
    expect(await verdictOf(await live({ status: undefined }))).toBe('unknown noList');
  });
});

describe('keys, last because they change', () => {
  test('of a key that was rotated what it had signed counts on, and nothing it signs afterwards', async () => {
    const old = app.services.issuerKeys.current();
    app.setNow('2026-03-03T01:00:00Z');
    await app.services.issuerKeys.rotate('2026-03-03T01:00:00Z');
    expect((await checkPresentation(app.services, credential)).verdict).toBe('valid');
    const [token = ''] = credential.split('~');
    const later = { ...decode(token.split('.')[1]), iat: Date.parse('2026-03-03T01:00:01Z') / 1000 };
    const forged = `${await signToken(old, 'dc+sd-jwt', later)}~`;
    expect(await checkPresentation(app.services, forged)).toMatchObject({ verdict: 'notOurs', ground: 'retiredKey' });
    // A live code that a phone has held since before is refused in other words.
    const ahead = { iat: later.iat, exp: later.iat + 60, name: '张景和', licenceNo: registered.entry.licenceNo };
    const code = await signToken(old, 'licence-live+jwt', ahead);
    expect(await checkPresentation(app.services, code)).toMatchObject({
      verdict: 'unknown',
      ground: 'keyReplaced',
      claims: {},
    });
    const { keys } = (await app.app.inject('/.well-known/jwks.json')).json();
    expect(keys.map(({ exp }: { exp?: number }) => exp)).toEqual([
      undefined,
      Date.parse('2026-03-03T01:00:00Z') / 1000,
    ]);
    expect((await app.app.inject('/.well-known/jwt-vc-issuer')).json()).toEqual({ issuer, jwks: { keys } });
    expect(JSON.stringify(keys)).not.toContain('"d"');
  });

  test('of a key that was lost nothing counts any more, and it is not published', async () => {
    app.setNow('2026-03-03T01:01:00Z');
    const lost = String(decode(credential.split('.')[0]).kid);
    await app.services.issuerKeys.revoke(lost, '2026-03-03T01:01:00Z');
    expect(await checkPresentation(app.services, credential)).toMatchObject({
      verdict: 'notOurs',
      ground: 'unknownKey',
    });
    const { keys } = (await app.app.inject('/.well-known/jwks.json')).json();
    expect(keys.map(({ kid }: { kid: string }) => kid)).not.toContain(lost);
  });
});
