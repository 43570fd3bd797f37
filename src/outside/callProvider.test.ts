import { afterEach, describe, expect, it } from 'vitest';
import { callProvider } from './callProvider.ts';
import { type LocalProvider, startLocalProvider } from './localProvider.ts';
import { ProviderError } from './providerError.ts';

let provider: LocalProvider | undefined;
afterEach(async () => {
  await provider?.close();
});

const call = (endpoint: string, timeoutMs = 5000) =>
  callProvider('test', new URL('/?phone=13800000001', endpoint), { method: 'GET' }, timeoutMs);

describe('a call to a provider', () => {
  it('returns status and JSON, whatever the content type', async () => {
    provider = await startLocalProvider(() => ({ status: 400, body: { Code: 'x' } }));
    await expect(call(provider.endpoint)).resolves.toEqual({ status: 400, body: { Code: 'x' } });
  });

  it('times out, and may be repeated', async () => {
    provider = await startLocalProvider(() => undefined);
    await expect(call(provider.endpoint, 50)).rejects.toMatchObject({ code: 'timeout', retryable: true });
  });

  it('tells the system’s reason when nobody listens', async () => {
    provider = await startLocalProvider(() => ({ body: {} }));
    await provider.close();
    await expect(call(provider.endpoint)).rejects.toMatchObject({ code: 'connection.ECONNREFUSED', retryable: true });
  });

  it('does not follow a redirect', async () => {
    provider = await startLocalProvider(() => ({ status: 302, headers: { location: '/elsewhere' }, body: {} }));
    await expect(call(provider.endpoint)).rejects.toBeInstanceOf(ProviderError);
    expect(provider.received).toHaveLength(1);
  });

  it.each([
    [502, true],
    [200, false],
  ])('reads HTML with status %i as retryable %s', async (status, retryable) => {
    provider = await startLocalProvider(() => ({ status, body: '<html>13800000001</html>' }));
    await expect(call(provider.endpoint)).rejects.toMatchObject({ code: `http.${status}`, retryable });
  });

  it('stops reading an endless answer', async () => {
    provider = await startLocalProvider(() => ({ body: 'x'.repeat(300_000) }));
    await expect(call(provider.endpoint)).rejects.toMatchObject({ code: 'tooLong' });
  });
});

describe('a provider’s error', () => {
  it('carries only codes, never a text that may name a person', () => {
    expect(new ProviderError('test', '张三 13800000001', false).message).toBe('test: unrecognised');
    expect(new ProviderError('test', 'isv.BUSINESS_LIMIT_CONTROL', false).message).toBe(
      'test: isv.BUSINESS_LIMIT_CONTROL',
    );
  });
});
