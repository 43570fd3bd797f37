import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type LicenceOffer, offerLicence } from '../../src/actions/credential/offerLicence.ts';
import { insertDispute } from '../factories/identity.ts';
import { must } from '../factories/life.ts';
import { insertHunan, insertInstitution } from '../factories/people.ts';
import { type Happening, inactive, insertEntry, type Registered } from '../factories/register.ts';
import { openTestApp, type TestApp } from '../setup/testApp.ts';
import {
  type Answered,
  askApi,
  configuration,
  encode,
  fetchCredentials,
  freshNonce,
  type HolderKey,
  newHolderKey,
  preAuthorized,
  proofOf,
  signJwt,
  takeToken,
} from './wallet.ts';

const start = '2026-03-02T01:00:00Z';
const claimed: Happening = { type: 'licenceClaimed', on: '2020-02-01' };
let app: TestApp;
let makeEntry: (...later: Happening[]) => Promise<Registered>;

beforeAll(async () => {
  app = await openTestApp();
  const tree = await insertHunan(app.db.database);
  const institution = await insertInstitution(app.db.database, tree.county);
  makeEntry = (...later) => insertEntry(app.db.database, { tree, institution }, { later });
});
beforeEach(() => app.setNow(start));
afterAll(() => app.close());

async function offered({ person, entry }: Registered): Promise<LicenceOffer & { code: string }> {
  const offer = must(await offerLicence(app.services, person, entry.id));
  const { body } = await askApi(app.app, 'GET', `/oid4vci/offer/${offer.link}`);
  const grants = body.grants as Record<string, Record<string, string>>;
  return { ...offer, code: grants[preAuthorized]?.['pre-authorized_code'] ?? '' };
}

function askToken({ code, txCode }: { code: string; txCode: string }): Promise<Answered> {
  const form = { grant_type: preAuthorized, 'pre-authorized_code': code, tx_code: txCode };
  return askApi(app.app, 'POST', '/oid4vci/token', { form });
}

function askCredential(token: string, jwt: readonly string[], json: object = {}): Promise<Answered> {
  return askApi(app.app, 'POST', '/oid4vci/credential', {
    token,
    json: { credential_configuration_id: configuration, proofs: { jwt }, ...json },
  });
}

const other = (txCode: string) => String((Number(txCode) + 1) % 1_000_000).padStart(6, '0');

describe('the code of an offer', () => {
  test('works once, also when two wallets send it at once', async () => {
    const offer = await offered(await makeEntry(claimed));
    const answers = await Promise.all([askToken(offer), askToken(offer), askToken(offer)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
    expect((await askToken(offer)).body).toEqual({ error: 'invalid_grant' });
    expect((await askApi(app.app, 'GET', `/oid4vci/offer/${offer.link}`)).status).toBe(404);
  });

  test('is worth nothing after five wrong tries of the six digits', async () => {
    const offer = await offered(await makeEntry(claimed));
    const wrong = { ...offer, txCode: other(offer.txCode) };
    const answers = await Promise.all(Array.from({ length: 8 }, () => askToken(wrong)));
    expect(answers.map(({ body }) => body.error)).toEqual(Array(8).fill('invalid_grant'));
    expect((await askToken(offer)).body).toEqual({ error: 'invalid_grant' });
  });

  test('still works after four wrong tries', async () => {
    const offer = await offered(await makeEntry(claimed));
    for (let n = 0; n < 4; n += 1) await askToken({ ...offer, txCode: other(offer.txCode) });
    expect((await askToken(offer)).status).toBe(200);
  });

  test('is worth nothing after five minutes, or once there is a newer offer', async () => {
    const registered = await makeEntry(claimed);
    const first = await offered(registered);
    const second = await offered(registered);
    expect((await askToken(first)).body).toEqual({ error: 'invalid_grant' });
    app.setNow('2026-03-02T01:05:00Z');
    expect((await askToken(second)).body).toEqual({ error: 'invalid_grant' });
    expect((await askApi(app.app, 'GET', `/oid4vci/offer/${second.link}`)).status).toBe(404);
  });

  test('is asked for in the words of the specification', async () => {
    const { code, txCode } = await offered(await makeEntry(claimed));
    const ask = async (form: Record<string, string>) =>
      (await askApi(app.app, 'POST', '/oid4vci/token', { form })).body.error;
    expect(await ask({})).toBe('invalid_request');
    expect(await ask({ grant_type: 'authorization_code', code })).toBe('unsupported_grant_type');
    expect(await ask({ grant_type: preAuthorized, 'pre-authorized_code': code })).toBe('invalid_request');
    expect(await ask({ grant_type: preAuthorized, tx_code: txCode })).toBe('invalid_request');
    expect(await ask({ grant_type: preAuthorized, 'pre-authorized_code': 'x', tx_code: txCode })).toBe('invalid_grant');
  });

  test('stands in no table, and neither do the digits and the token', async () => {
    const registered = await makeEntry(claimed);
    const { link, code, txCode } = await offered(registered);
    const token = String((await askToken({ code, txCode })).body.access_token);
    const { rows } = await app.db.database.pool.query(
      `SELECT to_jsonb(o) || jsonb_build_object('hashes', encode(o.code_hash, 'base64') || encode(o.token_hash, 'base64')) AS row
       FROM credential_offer o WHERE entry_id = $1`,
      [registered.entry.id],
    );
    expect(rows).toHaveLength(1);
    for (const secret of [link, code, `"${txCode}"`, token]) expect(JSON.stringify(rows)).not.toContain(secret);
  });
});

describe('what was begun before the account was frozen', () => {
  test('is worth nothing: link, code and token', async () => {
    const [first, second] = [await makeEntry(claimed), await makeEntry(claimed)];
    const offer = await offered(first);
    const token = await takeToken(app, second.person, second.entry.id);
    for (const { person } of [first, second]) await insertDispute(app.services, person);
    expect((await askApi(app.app, 'GET', `/oid4vci/offer/${offer.link}`)).status).toBe(404);
    expect((await askToken(offer)).body).toEqual({ error: 'invalid_grant' });
    const proof = proofOf(newHolderKey(), await freshNonce(app), start);
    expect((await askCredential(token, [proof])).body).toEqual({ error: 'invalid_token' });
  });
});

describe('who may have a licence in a wallet', () => {
  test('only its holder, when it has been claimed and is in force', async () => {
    const unclaimed = await makeEntry();
    const refused = { kind: 'refused', refusals: [expect.objectContaining({ code: 'wallet.notClaimed' })] };
    expect(await offerLicence(app.services, unclaimed.person, unclaimed.entry.id)).toEqual(refused);
    const resting = await makeEntry(claimed, inactive('2025-01-01'));
    const notInForce = { kind: 'refused', refusals: [expect.objectContaining({ code: 'wallet.notInForce' })] };
    expect(await offerLicence(app.services, resting.person, resting.entry.id)).toEqual(notInForce);
    const mine = await makeEntry(claimed);
    expect(await offerLicence(app.services, unclaimed.person, mine.entry.id)).toEqual({ kind: 'notFound' });
    expect(await offerLicence(app.services, mine.person, 'nonsense')).toEqual({ kind: 'notFound' });
  });

  test('and no longer when it ceased to be in force between offer and wallet', async () => {
    const { person, entry } = await makeEntry(claimed);
    const token = await takeToken(app, person, entry.id);
    await app.db.database.pool.query(`UPDATE register_entry SET status = 'suspended' WHERE id = $1`, [entry.id]);
    const proof = proofOf(newHolderKey(), await freshNonce(app), start);
    expect((await askCredential(token, [proof])).body).toEqual({ error: 'credential_request_denied' });
  });
});

describe('a token', () => {
  test('is good for one answer, also when asked twice at once', async () => {
    const { person, entry } = await makeEntry(claimed);
    const token = await takeToken(app, person, entry.id);
    const nonces = await Promise.all([freshNonce(app), freshNonce(app)]);
    const answers = await Promise.all(
      nonces.map((nonce) => askCredential(token, [proofOf(newHolderKey(), nonce, start)])),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
    const { rows } = await app.db.database.pool.query('SELECT id FROM credential_instance WHERE entry_id = $1', [
      entry.id,
    ]);
    expect(rows).toHaveLength(1);
  });

  test('ends after five minutes; without one nothing is given', async () => {
    const { person, entry } = await makeEntry(claimed);
    const token = await takeToken(app, person, entry.id);
    app.setNow('2026-03-02T01:05:00Z');
    const proof = proofOf(newHolderKey(), await freshNonce(app), '2026-03-02T01:05:00Z');
    for (const given of [token, 'x', '']) {
      const { status, headers, body } = await askCredential(given, [proof]);
      expect([status, body]).toEqual([401, { error: 'invalid_token' }]);
      expect(headers['www-authenticate']).toContain('invalid_token');
    }
  });
});

describe('the proof of a key', () => {
  const key = newHolderKey();
  let token: string;
  let nonce: string;
  beforeEach(async () => {
    const { person, entry } = await makeEntry(claimed);
    token = await takeToken(app, person, entry.id);
    nonce = await freshNonce(app);
  });

  const unsigned = (alg: string, jwk: HolderKey['jwk'], signature = '') =>
    `${encode({ alg, typ: 'openid4vci-proof+jwt', jwk })}.${encode({ aud: 'http://localhost:8080', iat: Date.parse(start) / 1000, nonce })}.${signature}`;
  const wrong: Readonly<Record<string, () => string>> = {
    'with alg none': () => unsigned('none', key.jwk),
    'with a symmetric algorithm': () => {
      const text = unsigned('HS256', key.jwk).slice(0, -1);
      return `${text}.${createHmac('sha256', String(key.jwk.x)).update(text).digest('base64url')}`;
    },
    'by another key than it names': () => proofOf({ ...key, jwk: newHolderKey().jwk }, nonce, start),
    'for another issuer': () => proofOf(key, nonce, start, { payload: { aud: 'https://elsewhere.example' } }),
    'made an hour ago': () => proofOf(key, nonce, '2026-03-02T00:00:00Z'),
    'of another type': () => proofOf(key, nonce, start, { header: { typ: 'JWT' } }),
    'with a private key in it': () =>
      proofOf(key, nonce, start, { header: { jwk: key.privateKey.export({ format: 'jwk' }) } }),
    'that also points to another key': () => proofOf(key, nonce, start, { header: { kid: 'did:example:1' } }),
    'with something critical nobody knows': () => proofOf(key, nonce, start, { header: { crit: ['x'], x: 1 } }),
    'with a point off the curve': () => proofOf({ ...key, jwk: { ...key.jwk, y: key.jwk.x } }, nonce, start),
    'without a nonce': () =>
      signJwt(
        key.privateKey,
        { typ: 'openid4vci-proof+jwt', jwk: key.jwk },
        { aud: 'http://localhost:8080', iat: Date.parse(start) / 1000 },
      ),
    'that is nonsense': () => 'a.b.c',
  };
  test.each(Object.keys(wrong))('%s is refused', async (name) => {
    const { status, body } = await askCredential(token, [wrong[name]?.() ?? '']);
    expect([status, body]).toEqual([400, { error: 'invalid_proof' }]);
    // It was the proof: the right one is taken.
    expect((await askCredential(token, [proofOf(key, nonce, start)])).status).toBe(200);
  });

  test('with a nonce that was used, is too old, or is not ours is refused', async () => {
    const { person, entry } = await makeEntry(claimed);
    expect((await askCredential(token, [proofOf(key, nonce, start)])).status).toBe(200);
    const next = await takeToken(app, person, entry.id);
    const replayed = await askCredential(next, [proofOf(newHolderKey(), nonce, start)]);
    expect(replayed.body).toEqual({ error: 'invalid_nonce' });
    const changed = `${nonce.startsWith('A') ? 'B' : 'A'}${nonce.slice(1)}`;
    for (const bad of ['', 'x', changed])
      expect((await askCredential(next, [proofOf(newHolderKey(), bad, start)])).body).toEqual({
        error: 'invalid_nonce',
      });
    const later = '2026-03-02T01:05:00Z';
    const old = await freshNonce(app);
    app.setNow(later);
    const last = await takeToken(app, person, entry.id);
    expect((await askCredential(last, [proofOf(newHolderKey(), old, later)])).body).toEqual({ error: 'invalid_nonce' });
    expect((await askCredential(last, [proofOf(newHolderKey(), await freshNonce(app), later)])).status).toBe(200);
  });

  test('two proofs of one key, or more than ten, are refused', async () => {
    expect((await askCredential(token, [proofOf(key, nonce, start), proofOf(key, nonce, start)])).body).toEqual({
      error: 'invalid_proof',
    });
    const many = Array.from({ length: 11 }, () => proofOf(newHolderKey(), nonce, start));
    expect((await askCredential(token, many)).body).toEqual({ error: 'invalid_proof' });
  });

  test('asked for in other words it is refused in those of the specification', async () => {
    const proof = [proofOf(key, nonce, start)];
    const ask = async (json: object) => (await askCredential(token, proof, json)).body.error;
    expect(await ask({ credential_configuration_id: 'x' })).toBe('unknown_credential_configuration');
    expect(await ask({ credential_configuration_id: undefined })).toBe('invalid_credential_request');
    expect(await ask({ credential_response_encryption: {} })).toBe('invalid_encryption_parameters');
    expect(await ask({ proofs: { attestation: ['x'] } })).toBe('invalid_proof');
    expect(await ask({ proofs: undefined })).toBe('invalid_proof');
    const unreadable = await app.app.inject({
      method: 'POST',
      url: '/oid4vci/credential',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      payload: '{',
    });
    expect([unreadable.statusCode, unreadable.json()]).toEqual([400, { error: 'invalid_credential_request' }]);
  });
});

test('a nonce is never the same, and asking for one writes nothing', async () => {
  const nonces = await Promise.all(Array.from({ length: 20 }, () => freshNonce(app)));
  expect(new Set(nonces).size).toBe(20);
  const before = await app.db.database.pool.query('SELECT count(*) FROM credential_nonce');
  await freshNonce(app);
  expect((await app.db.database.pool.query('SELECT count(*) FROM credential_nonce')).rows).toEqual(before.rows);
});

test('an offer may be made twenty times a day', async () => {
  const { person, entry } = await makeEntry(claimed);
  for (let n = 0; n < 20; n += 1) must(await offerLicence(app.services, person, entry.id));
  expect(await offerLicence(app.services, person, entry.id)).toMatchObject({ refusals: [{ code: 'wallet.tooMany' }] });
  app.setNow('2026-03-03T01:00:01Z');
  expect((await fetchCredentials(app, person, entry.id, [newHolderKey()])).length).toBe(1);
});
