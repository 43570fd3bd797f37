import { createHash, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { offerLicence } from '../../src/actions/credential/offerLicence.ts';
import type { PersonActor } from '../../src/domain/access/actor.ts';
import { must } from '../factories/life.ts';
import type { TestApp } from '../setup/testApp.ts';

// A wallet written with node:crypto and HTTP alone: nothing of the program makes or reads what it sends.

export const issuer = 'http://localhost:8080';
export const preAuthorized = 'urn:ietf:params:oauth:grant-type:pre-authorized_code';
export const configuration = 'tcm-specialty-licence';

export interface HolderKey {
  readonly privateKey: KeyObject;
  readonly jwk: Readonly<Record<string, unknown>>;
}

export function newHolderKey(): HolderKey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { kty, crv, x, y } = publicKey.export({ format: 'jwk' });
  return { privateKey, jwk: { kty, crv, x, y } };
}

export function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

export function decode(part: string | undefined): Record<string, unknown> {
  return JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8'));
}

/** A compact JWS (ES256). */
export function signJwt(key: KeyObject, header: object, payload: object): string {
  const signed = `${encode({ alg: 'ES256', ...header })}.${encode(payload)}`;
  const signature = sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' });
  return `${signed}.${signature.toString('base64url')}`;
}

export function isSignedBy(key: KeyObject, jwt: string): boolean {
  const [header, payload, signature = ''] = jwt.split('.');
  const signed = Buffer.from(`${header}.${payload}`);
  return verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'));
}

export function hashText(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

/** The presentation of some claims, with proof that the holder is there. */
export function present(
  credential: string,
  names: readonly string[],
  {
    key,
    at,
    aud = 'https://verifier.example',
    nonce = 'n-1',
  }: { key: HolderKey; at: string; aud?: string; nonce?: string },
): string {
  const [token, ...disclosures] = credential.split('~').slice(0, -1);
  const shown = disclosures.filter((one) => names.includes(String(Object.values(decode(one))[1])));
  const text = `${[token, ...shown].join('~')}~`;
  const iat = Temporal.Instant.from(at).epochMilliseconds / 1000;
  return text + signJwt(key.privateKey, { typ: 'kb+jwt' }, { iat, aud, nonce, sd_hash: hashText(text) });
}

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Record<string, unknown>;
}

/** Asks the program without a port. */
export async function askApi(
  app: FastifyInstance,
  method: 'GET' | 'POST',
  address: string,
  sent: { form?: Record<string, string>; json?: unknown; token?: string } = {},
): Promise<Answered> {
  const { pathname, search } = new URL(address, issuer);
  const response = await app.inject({
    method,
    url: pathname + search,
    headers: {
      ...(sent.form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      ...(sent.json === undefined ? {} : { 'content-type': 'application/json' }),
      ...(sent.token === undefined ? {} : { authorization: `Bearer ${sent.token}` }),
    },
    ...(sent.form === undefined ? {} : { payload: new URLSearchParams(sent.form).toString() }),
    ...(sent.json === undefined ? {} : { payload: JSON.stringify(sent.json) }),
  });
  const isJson = String(response.headers['content-type']).startsWith('application/json');
  return { status: response.statusCode, headers: response.headers, body: isJson ? response.json() : {} };
}

export async function freshNonce({ app }: Pick<TestApp, 'app'>): Promise<string> {
  return String((await askApi(app, 'POST', '/oid4vci/nonce')).body.c_nonce);
}

export function proofOf(
  key: HolderKey,
  nonce: string,
  at: string,
  changed: { header?: object; payload?: object } = {},
): string {
  const iat = Temporal.Instant.from(at).epochMilliseconds / 1000;
  return signJwt(
    key.privateKey,
    { typ: 'openid4vci-proof+jwt', jwk: key.jwk, ...changed.header },
    { aud: issuer, iat, nonce, ...changed.payload },
  );
}

/** An offer taken up as far as the token. */
export async function takeToken({ services, app }: TestApp, person: PersonActor, entryId: string): Promise<string> {
  const { link, txCode } = must(await offerLicence(services, person, entryId));
  const offer = await askApi(app, 'GET', `/oid4vci/offer/${link}`);
  const grants = offer.body.grants as Record<string, Record<string, string>>;
  const form = {
    grant_type: preAuthorized,
    'pre-authorized_code': grants[preAuthorized]?.['pre-authorized_code'] ?? '',
    tx_code: txCode,
  };
  const { status, body } = await askApi(app, 'POST', '/oid4vci/token', { form });
  if (status !== 200) throw new Error(`no token: ${JSON.stringify(body)}`);
  return String(body.access_token);
}

/** The licence in a wallet, one copy for each key. */
export async function fetchCredentials(
  test: TestApp,
  person: PersonActor,
  entryId: string,
  keys: readonly HolderKey[],
): Promise<string[]> {
  const token = await takeToken(test, person, entryId);
  const nonce = await freshNonce(test);
  const at = test.services.clock.now().toString();
  const jwt = keys.map((key) => proofOf(key, nonce, at, { payload: { aud: test.services.publicUrl } }));
  const { status, body } = await askApi(test.app, 'POST', '/oid4vci/credential', {
    token,
    json: { credential_configuration_id: configuration, proofs: { jwt } },
  });
  if (status !== 200) throw new Error(`no credential: ${JSON.stringify(body)}`);
  return (body.credentials as { credential: string }[]).map(({ credential }) => credential);
}
