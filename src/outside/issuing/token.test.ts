import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { IssuerKey } from '../../domain/issuing/issuerKey.ts';
import { readToken, signToken } from './token.ts';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
const key: IssuerKey = { kid: 'one', x, y, madeAt: '2026-03-01T00:00:00Z', retiredAt: null, revokedAt: null };
const iat = Temporal.Instant.from('2026-03-02T01:00:00Z').epochMilliseconds / 1000;
const sign = (payload = { iat, sub: 's' }) => signToken({ kid: 'one', privateKey }, 'licence-live+jwt', payload);
const read = (token: string, found: IssuerKey | undefined = key) =>
  readToken(token, 'licence-live+jwt', (kid) => (kid === 'one' ? found : undefined));

describe('tokens of the register', () => {
  test('are read back as they were signed', async () => {
    expect(await read(await sign())).toEqual({ iat, sub: 's' });
  });

  test('with any character changed say nothing', async () => {
    const token = await sign();
    for (const at of [2, Math.floor(token.length / 2), token.length - 4]) {
      const other = token[at] === 'A' ? 'B' : 'A';
      expect(await read(token.slice(0, at) + other + token.slice(at + 1))).toBeUndefined();
    }
  });

  test('of another kind, without a signature, or no token at all say nothing', async () => {
    expect(await readToken(await sign(), 'statuslist+jwt', () => key)).toBeUndefined();
    const [, payload = ''] = (await sign()).split('.');
    const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'licence-live+jwt', kid: 'one' })).toString(
      'base64url',
    );
    expect(await read(`${none}.${payload}.`)).toBeUndefined();
    for (const nonsense of ['', 'a.b.c', '....', '\0']) expect(await read(nonsense)).toBeUndefined();
  });

  test('of a key that had been retired before, or was lost, say nothing', async () => {
    const token = await sign();
    expect(await read(token, { ...key, retiredAt: '2026-03-02T00:59:59Z' })).toBeUndefined();
    expect(await read(token, { ...key, retiredAt: '2026-03-02T01:00:01Z' })).toBeDefined();
    expect(await read(token, { ...key, revokedAt: '2026-03-02T02:00:00Z' })).toBeUndefined();
    expect(await readToken(token, 'licence-live+jwt', () => undefined)).toBeUndefined();
  });
});
