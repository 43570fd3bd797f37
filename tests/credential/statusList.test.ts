import { createPublicKey, randomUUID } from 'node:crypto';
import { getListFromStatusListJWT } from '@sd-jwt/jwt-status-list';
import jsonwebtoken from 'jsonwebtoken';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { seedCalendar } from '../../src/actions/calendar/seedCalendar.ts';
import { checkPresentation } from '../../src/actions/credential/checkPresentation.ts';
import { statusDecoys } from '../../src/actions/credential/statusDecoys.ts';
import { createStatusLists } from '../../src/actions/credential/statusLists.ts';
import { type StatusReference, statusReference } from '../../src/actions/credential/statusReference.ts';
import { stopWallet, viewWallets } from '../../src/actions/credential/walletLicences.ts';
import { decideOrder } from '../../src/actions/orders/decideOrder.ts';
import { runTimeRound } from '../../src/actions/time/runTimeRound.ts';
import { evolveEntry } from '../../src/domain/register/entry.ts';
import type { RegisterEvent } from '../../src/domain/register/events.ts';
import type { OrderKind } from '../../src/domain/register/orderKinds.ts';
import { findEntry, saveRegisterEntry } from '../../src/store/register.ts';
import { commitWith, transaction } from '../../src/store/transaction.ts';
import { insertDispute } from '../factories/identity.ts';
import { type County, makeCounty, must } from '../factories/life.ts';
import { makeOrder } from '../factories/order.ts';
import { insertEntry, type Registered } from '../factories/register.ts';
import { openTestApp, type TestApp } from '../setup/testApp.ts';
import { askApi, decode, fetchCredentials, issuer, newHolderKey, present } from './wallet.ts';

// Each test has hours of its own: a list of the test before would still be fresh.
let start = '2026-03-02T01:00:00Z';
const later = (at: string, by: Temporal.DurationLike) => Temporal.Instant.from(at).add(by).toString();
let app: TestApp;
let county: County;
beforeAll(async () => {
  app = await openTestApp();
  await seedCalendar(app.services, 'data/calendar');
  county = await makeCounty(app.services);
});
beforeEach(() => {
  start = later(start, { hours: 2 });
  app.setNow(start);
});
afterAll(() => app.close());

const makeEntry = () => insertEntry(app.db.database, county, { later: [{ type: 'licenceClaimed', on: '2020-02-01' }] });

async function listToken(uri = `${issuer}/status-lists/1`): Promise<string> {
  const { statusCode, payload } = await app.app.inject({
    method: 'GET',
    url: new URL(uri).pathname,
    headers: { accept: 'application/statuslist+jwt' },
  });
  expect(statusCode).toBe(200);
  return payload;
}

/** What the list says, read by somebody else's library. */
async function statusOf({ uri, idx }: StatusReference): Promise<number> {
  return getListFromStatusListJWT(await listToken(uri)).getStatus(idx);
}

async function order({ entry }: Registered, kind: OrderKind): Promise<void> {
  const [first, second] = county.deciders;
  const { id } = await makeOrder(app.services, first, entry.id, { kind });
  const decision = {
    outcome: 'confirm',
    words: '',
    version: 1,
    key: randomUUID(),
    location: '/',
    refusals: [],
  } as const;
  must(await decideOrder(app.services, second, id, decision));
}

/** Something that happens to an entry, written as the program writes it. */
async function happen({ entry }: Registered, event: RegisterEvent): Promise<void> {
  const { database } = app.services;
  const found = await database.row(findEntry, entry.id);
  if (found === undefined) throw new Error('there is no such entry');
  const written = { before: found.version, events: [event], verificationCode: '', at: start, applicationId: null };
  await transaction(database, async () =>
    commitWith(null, [saveRegisterEntry({ ...written, entry: evolveEntry(found, event) })]),
  );
}

/** Every change is in the list a minute later, long before a list of before has expired. */
const aMinuteLater = (at: string) => app.setNow(later(at, { seconds: 60 }));

describe('状态名单', () => {
  test('is a token of its own type, signed by a published key, for a quarter of an hour and for this address', async () => {
    await statusReference(app.services, app.db.database, (await makeEntry()).entry.id);
    const response = await app.app.inject({ method: 'GET', url: '/status-lists/1' });
    expect(response.headers['content-type']).toBe('application/statuslist+jwt');
    expect(response.headers['access-control-allow-origin']).toBe('*');
    expect(response.headers['cache-control']).toBe('public, max-age=60');
    const { keys } = (await askApi(app.app, 'GET', '/.well-known/jwks.json')).body as {
      keys: Record<string, string>[];
    };
    const header = decode(response.payload.split('.')[0]);
    expect(header).toEqual({ alg: 'ES256', typ: 'statuslist+jwt', kid: keys[0]?.kid });
    const key = createPublicKey({ key: keys[0] ?? {}, format: 'jwk' });
    const said = jsonwebtoken.verify(response.payload, key, {
      algorithms: ['ES256'],
      clockTimestamp: Date.parse(start) / 1000,
    });
    const iat = Date.parse(start) / 1000;
    expect(said).toMatchObject({
      sub: `${issuer}/status-lists/1`,
      iat,
      exp: iat + 900,
      ttl: 60,
      status_list: { bits: 2 },
    });
    expect((await askApi(app.app, 'GET', '/status-lists')).body).toEqual({
      status_lists: [`${issuer}/status-lists/1`],
    });
    for (const unknown of ['2', '0', '01', '-1', 'x', '99999999999'])
      expect((await app.app.inject({ method: 'GET', url: `/status-lists/${unknown}` })).statusCode).toBe(404);
  });

  test('holds what is in a wallet while the account is frozen, and ends it when the account was not theirs', async () => {
    const registered = await makeEntry();
    const { person, entry } = registered;
    const paper = await statusReference(app.services, app.db.database, entry.id);
    const [credential = ''] = await fetchCredentials(app, person, entry.id, [newHolderKey()]);
    const verdict = async () => (await checkPresentation(app.services, credential)).verdict;
    const setAccount = (set: string, ...more: string[]) =>
      app.db.database.pool.query(`UPDATE account SET ${set} WHERE id = $1`, [person.accountId, ...more]);
    const { id } = await insertDispute(app.services, person);
    aMinuteLater(start);
    // The registration itself is not in question.
    expect([await verdict(), await statusOf(paper)]).toEqual(['suspended', 0]);

    await setAccount('frozen_by = NULL');
    aMinuteLater(later(start, { minutes: 2 }));
    expect(await verdict()).toBe('valid');

    await setAccount('active = false, frozen_by = $2', id);
    aMinuteLater(later(start, { minutes: 4 }));
    expect([await verdict(), await statusOf(paper)]).toEqual(['ended', 0]);
  });

  test('follows suspension, its end, and deregistration, on papers and in wallets', async () => {
    const registered = await makeEntry();
    const { person, entry } = registered;
    const paper = await statusReference(app.services, app.db.database, entry.id);
    const key = newHolderKey();
    const [credential = ''] = await fetchCredentials(app, person, entry.id, [key]);
    const verdict = async () => (await checkPresentation(app.services, credential)).verdict;
    expect([await statusOf(paper), await verdict()]).toEqual([0, 'valid']);

    await order(registered, 'suspend');
    aMinuteLater(start);
    expect([await statusOf(paper), await verdict()]).toEqual([2, 'suspended']);

    // The suspension was for six months.
    const after = later(start, { hours: 24 * 185 });
    app.setNow(after);
    await runTimeRound(app.services);
    aMinuteLater(after);
    expect([await statusOf(paper), await verdict()]).toEqual([0, 'valid']);

    await order(registered, 'deregister');
    aMinuteLater(later(after, { minutes: 1 }));
    expect([await statusOf(paper), await verdict()]).toEqual([1, 'ended']);
  });

  test('follows 备案 and 重新激活: what had been put into a wallet before counts again', async () => {
    const registered = await makeEntry();
    const { person, entry } = registered;
    const paper = await statusReference(app.services, app.db.database, entry.id);
    const [credential = ''] = await fetchCredentials(app, person, entry.id, [newHolderKey()]);
    const verdict = async () => (await checkPresentation(app.services, credential)).verdict;
    await happen(registered, { type: 'madeInactive', entryId: entry.id, on: '2026-03-02', reason: '退休' });
    aMinuteLater(start);
    expect([await statusOf(paper), await verdict()]).toEqual([2, 'suspended']);
    await happen(registered, { type: 'reactivated', entryId: entry.id, on: '2026-03-02' });
    aMinuteLater(later(start, { minutes: 1 }));
    expect([await statusOf(paper), await verdict()]).toEqual([0, 'valid']);
  });

  test('a correction of the register ends what wallets say, and not the paper that is asked by its code', async () => {
    const registered = await makeEntry();
    const paper = await statusReference(app.services, app.db.database, registered.entry.id);
    const [credential = ''] = await fetchCredentials(app, registered.person, registered.entry.id, [newHolderKey()]);
    await order(registered, 'correct');
    aMinuteLater(start);
    expect(await statusOf(paper)).toBe(0);
    expect((await checkPresentation(app.services, credential)).verdict).toBe('ended');
    const view = await viewWallets(app.services, registered.person, registered.entry.id);
    expect(view?.inWallets).toMatchObject([{ isOutdated: true, revokedAt: null }]);
  });

  test('停用 ends the copies of one wallet and no other; nobody else can', async () => {
    const { person, entry } = await makeEntry();
    const [first = ''] = await fetchCredentials(app, person, entry.id, [newHolderKey(), newHolderKey()]);
    const [second = ''] = await fetchCredentials(app, person, entry.id, [newHolderKey()]);
    const [newest, oldest] =
      (await viewWallets(app.services, person, entry.id))?.inWallets.toSorted((a, b) => a.copies - b.copies) ?? [];
    expect([newest?.copies, oldest?.copies]).toEqual([1, 2]);
    const stranger = (await makeEntry()).person;
    expect(await stopWallet(app.services, stranger, entry.id, oldest?.id ?? '')).toEqual({ kind: 'notFound' });
    expect(await stopWallet(app.services, person, entry.id, oldest?.id ?? '')).toEqual({ kind: 'done', value: '' });
    expect(await stopWallet(app.services, person, entry.id, oldest?.id ?? '')).toMatchObject({
      refusals: [{ code: 'wallet.stopped' }],
    });
    aMinuteLater(start);
    expect((await checkPresentation(app.services, first)).verdict).toBe('ended');
    expect((await checkPresentation(app.services, second)).verdict).toBe('valid');
  });

  test('is made once a minute however often it is asked for, anew when another key signs, and not kept when it failed', async () => {
    await statusReference(app.services, app.db.database, (await makeEntry()).entry.id);
    let asked = 0;
    let broken = false;
    const { database } = app.services;
    const rows: typeof database.rows = (...call) => {
      if (call[0].name === 'statusList.notValid') {
        asked += 1;
        if (broken) return Promise.reject(new Error('the database is away'));
      }
      return database.rows(...call);
    };
    const lists = createStatusLists({ ...app.services, database: { ...database, rows } });
    const tokens = await Promise.all(Array.from({ length: 20 }, () => lists.token(1)));
    expect(new Set(tokens.map((one) => one?.token)).size).toBe(1);
    expect(asked).toBe(1);
    app.setNow(later(start, { seconds: 59 }));
    await lists.token(1);
    expect(asked).toBe(1);
    await app.services.issuerKeys.rotate(later(start, { seconds: 59 }));
    expect(decode((await lists.token(1))?.token.split('.')[0]).kid).toBe(app.services.issuerKeys.current().kid);
    expect(asked).toBe(2);
    app.setNow(later(start, { minutes: 2 }));
    broken = true;
    await expect(lists.token(1)).rejects.toThrow('away');
    broken = false;
    expect((await lists.token(1))?.madeAt.toString()).toBe(later(start, { minutes: 2 }));
  });

  test('counts say nothing: most of what is not valid are decoys, and giving a place away is not seen', async () => {
    const before = getListFromStatusListJWT(await listToken()).statusList;
    const counts = [0, 1, 2].map((type) => before.filter((status) => status === type).length);
    expect(counts[1]).toBeGreaterThan(5000);
    expect(counts[2]).toBeGreaterThan(400);
    const { entry, person } = await makeEntry();
    await statusReference(app.services, app.db.database, entry.id);
    await fetchCredentials(app, person, entry.id, [newHolderKey(), newHolderKey()]);
    aMinuteLater(start);
    const after = getListFromStatusListJWT(await listToken()).statusList;
    const { isDecoy } = statusDecoys(app.services, 1);
    expect(after.flatMap((status, idx) => (status !== before[idx] && !isDecoy(idx) ? [idx] : []))).toEqual([]);
    // Decoys live: in a year some have ended, and none has come back from its end.
    app.setNow(later(start, { hours: 24 * 365 }));
    const aYearOn = getListFromStatusListJWT(await listToken()).statusList;
    const ended = aYearOn.flatMap((status, idx) => (status === 1 && before[idx] !== 1 ? [idx] : []));
    expect(ended.length).toBeGreaterThan(50);
    expect(aYearOn.filter((status, idx) => before[idx] === 1 && status !== 1)).toEqual([]);
  });
});

describe('证照查验 of a licence out of a wallet', () => {
  test('tells what was shown of it, and whether its holder showed it', async () => {
    const { person, entry } = await makeEntry();
    const key = newHolderKey();
    const [credential = ''] = await fetchCredentials(app, person, entry.id, [key]);
    const shown = present(credential, ['name', 'sex'], { key, at: start });
    expect(await checkPresentation(app.services, ` ${shown}\n`)).toEqual({
      verdict: 'valid',
      ground: null,
      claims: { name: '张景和', sex: '男' },
      kind: 'credential',
      // Signed now, but this page has asked for nothing: it may have been signed for somebody who passes it on.
      holder: 'forAnother',
      signedFor: 'https://verifier.example',
      listAt: Date.parse(start) / 1000,
    });
    expect((await checkPresentation(app.services, credential)).holder).toBe('absent');
    const asked = { aud: 'https://verifier.example', nonce: 'n-1' };
    expect(await checkPresentation(app.services, shown, asked)).toMatchObject({ verdict: 'valid', holder: 'proven' });
    expect(await checkPresentation(app.services, shown, { ...asked, nonce: 'n-2' })).toMatchObject({
      verdict: 'notOurs',
      ground: 'otherHolder',
    });
  });
});
