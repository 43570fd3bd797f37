import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { verifySDJWT } from '@meeco/sd-jwt';
import { Openid4vciClient, setGlobalConfig } from '@openid4vc/openid4vci';
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc';
import jsonwebtoken from 'jsonwebtoken';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { offerLicence } from '../../src/actions/credential/offerLicence.ts';
import { must } from '../factories/life.ts';
import { insertHunan, insertInstitution } from '../factories/people.ts';
import { insertEntry, type Registered } from '../factories/register.ts';
import { signIn } from '../person/personApp.ts';
import { openTestApp, type TestApp } from '../setup/testApp.ts';
import { askApi, decode, fetchCredentials, isSignedBy, issuer, newHolderKey, present, signJwt } from './wallet.ts';

const now = '2026-03-02T01:00:00Z';
let app: TestApp;
let makeEntry: () => Promise<Registered>;

beforeAll(async () => {
  app = await openTestApp();
  const tree = await insertHunan(app.db.database);
  const institution = await insertInstitution(app.db.database, tree.county, { name: '康宁中医诊所' });
  const claimed = { type: 'licenceClaimed', on: '2020-02-01' } as const;
  makeEntry = () => insertEntry(app.db.database, { tree, institution }, { later: [claimed] });
});
afterAll(() => app.close());

/** The key with which the register signs, out of its published set. */
async function publishedKey(kid: unknown): Promise<KeyObject> {
  const { body } = await askApi(app.app, 'GET', '/.well-known/jwks.json');
  const key = (body.keys as Record<string, string>[]).find((one) => one.kid === kid);
  if (key === undefined) throw new Error('the key is not published');
  return createPublicKey({ key, format: 'jwk' });
}

async function textOf(address: string): Promise<string> {
  return (await app.app.inject({ method: 'GET', url: new URL(address).pathname })).payload;
}

/** A wallet somebody else has written, speaking to the program. */
function foreignWallet(key: ReturnType<typeof newHolderKey>) {
  setGlobalConfig({ allowInsecureUrls: true });
  return new Openid4vciClient({
    callbacks: {
      fetch: async (asked, init) => {
        const { pathname, search } = new URL(asked instanceof Request ? asked.url : asked);
        const { statusCode, headers, payload } = await app.app.inject({
          method: init?.method === 'POST' ? 'POST' : 'GET',
          url: pathname + search,
          headers: Object.fromEntries(new Headers(init?.headers).entries()),
          ...(init?.body === undefined || init.body === null ? {} : { payload: String(init.body) }),
        });
        return new Response(payload, {
          status: statusCode,
          headers: { 'content-type': String(headers['content-type']) },
        });
      },
      hash: (data, alg) => new Uint8Array(createHash(alg.replace('-', '')).update(data).digest()),
      generateRandom: (length) => crypto.getRandomValues(new Uint8Array(length)),
      signJwt: async (_signer, { header, payload }) => ({
        jwt: signJwt(key.privateKey, header, payload),
        signerJwk: { kty: 'EC', ...key.jwk },
      }),
      clientAuthentication: () => undefined,
    },
  });
}

describe('a wallet written by others', () => {
  test('finds its way by the offer alone, and a second SD-JWT implementation verifies what it got', async () => {
    const { person, entry } = await makeEntry();
    const { link, txCode } = must(await offerLicence(app.services, person, entry.id));
    const key = newHolderKey();
    const wallet = foreignWallet(key);
    const uri = encodeURIComponent(`${issuer}/oid4vci/offer/${link}`);
    const credentialOffer = await wallet.resolveCredentialOffer(
      `openid-credential-offer://?credential_offer_uri=${uri}`,
    );
    const issuerMetadata = await wallet.resolveIssuerMetadata(credentialOffer.credential_issuer);
    const { accessTokenResponse } = await wallet.retrievePreAuthorizedCodeAccessTokenFromOffer({
      credentialOffer,
      issuerMetadata,
      txCode,
    });
    const [credentialConfigurationId = ''] = credentialOffer.credential_configuration_ids;
    const { c_nonce: nonce } = await wallet.requestNonce({ issuerMetadata });
    const { jwt } = await wallet.createCredentialRequestJwtProof({
      issuerMetadata,
      credentialConfigurationId,
      nonce,
      issuedAt: new Date(now),
      signer: { method: 'jwk', alg: 'ES256', publicJwk: { kty: 'EC', ...key.jwk } },
    });
    const { credentialResponse } = await wallet.retrieveCredentials({
      issuerMetadata,
      credentialConfigurationId,
      accessToken: accessTokenResponse.access_token,
      proofs: { jwt: [jwt] },
    });
    const [given] = credentialResponse.credentials ?? [];
    const credential =
      given !== undefined && typeof given === 'object' && 'credential' in given ? String(given.credential) : '';

    const shown = ['name', 'licence_no', 'institution'];
    const presentation = present(credential, shown, { key, at: now });
    const verifier = await foreignVerifier(credential, key);
    const options = { currentDate: Temporal.Instant.from(now).epochMilliseconds / 1000, keyBindingNonce: 'n-1' };
    const { payload } = await verifier.verify(presentation, options);
    expect(payload).toMatchObject({ name: '张景和', licence_no: entry.licenceNo, institution: '康宁中医诊所' });
    expect(payload).not.toHaveProperty('birth_date');
    // The status list and the type metadata are read and verified by it too.
    expect((await verifier.getVct(presentation))?.mergedTypeMetadata.name).toContain('TCM');
  });

  test('and a third, with a JOSE library of its own, reads the same out of it', async () => {
    const { person, entry } = await makeEntry();
    const [credential = ''] = await fetchCredentials(app, person, entry.id, [newHolderKey()]);
    const key = await publishedKey(decode(credential.split('.')[0]).kid);
    const verified = (token: string) =>
      jsonwebtoken.verify(token, key, { algorithms: ['ES256'], issuer, clockTimestamp: Date.parse(now) / 1000 });
    const hasher = async () => (data: string) => createHash('sha256').update(data).digest('base64url');
    const said = await verifySDJWT(credential, async (token) => typeof verified(token) === 'object', hasher);
    expect(said).toMatchObject({
      vct: `${issuer}/credentials/types/tcm-specialty-licence/1`,
      sex: '男',
      licence_no: entry.licenceNo,
    });
    expect(Object.keys(said)).not.toContain('_sd');
  });
});

describe('what is in it', () => {
  test('every claim can be kept back, no number that identifies the person is in it, and copies have nothing in common', async () => {
    const { person, entry } = await makeEntry();
    const credentials = await fetchCredentials(app, person, entry.id, [newHolderKey(), newHolderKey(), newHolderKey()]);
    const payloads = credentials.map((credential) => decode(credential.split('~')[0]?.split('.')[1]));
    for (const payload of payloads)
      expect(Object.keys(payload).sort()).toEqual(
        ['_sd', '_sd_alg', 'cnf', 'exp', 'iat', 'iss', 'status', 'vct', 'vct#integrity'].sort(),
      );
    const { rows } = await app.db.database.pool.query<{ id: string }>('SELECT id FROM physician');
    const everything = credentials.flatMap((one) =>
      one
        .split('~')
        .slice(1, -1)
        .map((part) => JSON.stringify(decode(part))),
    );
    expect(everything).toHaveLength(39);
    expect(everything.join()).not.toMatch(new RegExp([...rows.map(({ id }) => id), '\\d{17}[\\dX]'].join('|')));
    // What differs from copy to copy is everything but the day and the type.
    const marks = payloads.flatMap(({ _sd, cnf, status }) => [
      ...(_sd as string[]),
      JSON.stringify(cnf),
      JSON.stringify(status),
    ]);
    expect(new Set(marks).size).toBe(marks.length);
    expect(payloads.map(({ iat }) => new Date(Number(iat) * 1000).toISOString())).toEqual(
      Array(3).fill('2026-03-01T16:00:00.000Z'),
    );
  });

  test('the holder is told, and the ledger knows', async () => {
    const { person, entry } = await makeEntry();
    await fetchCredentials(app, person, entry.id, [newHolderKey()]);
    const told = await app.db.database.pool.query('SELECT title FROM notice WHERE account_id = $1', [person.accountId]);
    expect(told.rows).toEqual([{ title: '证照已存入数字钱包' }]);
    const booked = await app.db.database.pool.query(
      `SELECT action FROM ledger WHERE subject_id = $1 AND action LIKE 'credential%' ORDER BY seq`,
      [entry.id],
    );
    expect(booked.rows.map(({ action }) => action)).toEqual(['credentialOffered', 'credentialIssued']);
    const { 执业登记 } = JSON.parse(
      (await (await signIn(app.app, app.services, person)).post('/person/privacy/export')).body,
    );
    expect(执业登记[0].数字钱包).toMatchObject([{ 份数: 1, 停用: null }]);
  });
});

/** @sd-jwt/sd-jwt-vc over node:crypto; it fetches status list and type metadata from the program. */
async function foreignVerifier(credential: string, key: ReturnType<typeof newHolderKey>) {
  const signed = await publishedKey(decode(credential.split('.')[0]).kid);
  const holder = createPublicKey({ key: { ...key.jwk, kty: 'EC' }, format: 'jwk' });
  const verifyWith = (by: KeyObject) => async (data: string, signature: string) =>
    isSignedBy(by, `${data}.${signature}`);
  return new SDJwtVcInstance({
    hasher: (data) =>
      createHash('sha256')
        .update(Buffer.from(data as string))
        .digest(),
    hashAlg: 'sha-256',
    verifier: verifyWith(signed),
    kbVerifier: verifyWith(holder),
    statusListFetcher: textOf,
    vctFetcher: async (uri, integrity) => {
      const text = await textOf(uri);
      expect(integrity).toBe(`sha256-${createHash('sha256').update(text).digest('base64')}`);
      return JSON.parse(text);
    },
    loadTypeMetadataFormat: true,
  });
}
