import { createHash, createHmac } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { type LocalProvider, type ReceivedRequest, startLocalProvider } from '../localProvider.ts';
import type { ProviderError } from '../providerError.ts';
import { identityInPerson } from './inPerson.ts';
import { tc3StringToSign } from './tc3Signature.ts';
import { createTencentIdentityCheck } from './tencent.ts';

const person = { name: '张䶮', idType: 'residentId', idNumber: '11010519491231002X' };
let provider: LocalProvider | undefined;
afterEach(async () => {
  await provider?.close();
});

async function checkAnswered(answer: { status?: number; body: unknown } | undefined, timeoutMs = 5000) {
  provider = await startLocalProvider(() => answer);
  const failures: ProviderError[] = [];
  const check = createTencentIdentityCheck({
    secretId: 'id-1',
    secretKey: 'the-key',
    residentIdType: 'residentId',
    onFailure: (error) => failures.push(error),
    endpoint: provider.endpoint,
    timeoutMs,
  });
  return { check, failures };
}

/** The provider's side, from the documentation. */
function isSignedAsDocumented({ headers, body }: ReceivedRequest): boolean {
  const pattern = /^TC3-HMAC-SHA256 Credential=id-1\/(\S+)\/faceid\/tc3_request, SignedHeaders=(\S+), Signature=(\S+)$/;
  const [, date = '', signedHeaders = '', signature] = pattern.exec(headers.authorization ?? '') ?? [];
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  const mac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const canonical = signedHeaders.split(';').map((name) => `${name}:${String(headers[name]).toLowerCase()}\n`);
  const request = `POST\n/\n\n${canonical.join('')}\n${signedHeaders}\n${hash(body)}`;
  const time = String(headers['x-tc-timestamp']);
  const text = `TC3-HMAC-SHA256\n${time}\n${date}/faceid/tc3_request\n${hash(request)}`;
  const key = mac(mac(mac('TC3the-key', date), 'faceid'), 'tc3_request');
  const day = new Date(Number(time) * 1000).toISOString().slice(0, 10);
  return signature === mac(key, text).toString('hex') && date === day;
}

describe('signature TC3-HMAC-SHA256', () => {
  it('is the one published in the provider’s documentation', () => {
    const text = tc3StringToSign({
      host: 'cvm.tencentcloudapi.com',
      service: 'cvm',
      action: 'DescribeInstances',
      version: '2017-03-12',
      payload: '{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}',
      timestamp: 1551113065,
    });
    // The documentation masks the secret and publishes the key derived from it.
    const key = Buffer.from('b596b923aad85185e2d1f6659d2a062e0a86731226e021e61bfe06f7ed05f5af', 'hex');
    const signature = createHmac('sha256', key).update(text).digest('hex');
    expect(signature).toBe('10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f');
  });
});

describe('identity check by Tencent Cloud', () => {
  it.each([
    ['0', 'matched'],
    ['-1', 'notMatched'],
    ['-2', 'notMatched'],
    ['-3', 'unavailable'],
    ['-4', 'unavailable'],
    ['-5', 'unavailable'],
    ['-6', 'unavailable'],
    ['-7', 'unavailable'],
  ])('reads result %s as %s', async (result, expected) => {
    const { check, failures } = await checkAnswered({
      body: { Response: { Result: result, Description: '…', RequestId: 'r' } },
    });
    await expect(check.check(person)).resolves.toBe(expected);
    expect(failures).toEqual([]);
    const [request] = provider?.received ?? [];
    if (request === undefined) throw new Error('nothing arrived');
    expect(isSignedAsDocumented(request)).toBe(true);
    expect(request.headers).toMatchObject({ 'x-tc-action': 'IdCardVerification', 'x-tc-version': '2018-03-01' });
    expect(JSON.parse(request.body)).toEqual({ IdCard: person.idNumber, Name: person.name });
  });

  it('says unavailable when the provider fails, and reports the failure without personal data', async () => {
    const error = { Code: 'AuthFailure.SignatureFailure', Message: `bad ${person.idNumber}` };
    const { check, failures } = await checkAnswered({ body: { Response: { Error: error, RequestId: 'r' } } });
    await expect(check.check(person)).resolves.toBe('unavailable');
    expect(failures.map(({ message }) => message)).toEqual(['tencent-faceid: AuthFailure.SignatureFailure']);
  });

  it.each([
    ['an unknown result', { body: { Response: { Result: '7' } } }, 'result.7'],
    ['another shape', { body: { ok: true } }, 'unreadable'],
    ['HTML', { status: 502, body: '<html>' }, 'http.502'],
    ['silence', undefined, 'timeout'],
  ])('never takes %s for an answer', async (_, answer, code) => {
    const { check, failures } = await checkAnswered(answer, answer === undefined ? 50 : 5000);
    await expect(check.check(person)).resolves.toBe('unavailable');
    expect(failures.map((failure) => failure.code)).toEqual([code]);
  });

  it('does not ask about other documents than the resident identity card', async () => {
    const { check } = await checkAnswered({ body: { Response: { Result: '0' } } });
    await expect(check.check({ ...person, idType: 'passport' })).resolves.toBe('unavailable');
    expect(provider?.received).toEqual([]);
  });
});

describe('identity in person', () => {
  it('asks nobody and says why', async () => {
    await expect(identityInPerson.check(person)).resolves.toBe('unavailable');
    expect(identityInPerson).toMatchObject({ local: true, reason: expect.stringContaining('当面核对') });
  });
});
