import { createHash, createHmac } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { type LocalProvider, type ReceivedRequest, startLocalProvider } from '../localProvider.ts';
import type { Message } from '../messages.ts';
import { signAcs3 } from './acs3Signature.ts';
import { createAliyunSms } from './aliyun.ts';

const SECRET = 'the-secret';
const message: Message = {
  id: 'm-1',
  at: '2026-03-05T06:20:00.000Z',
  channel: 'sms',
  to: '13800000001',
  text: '您的验证码是 482913',
  code: '482913',
  template: 'code',
};

let provider: LocalProvider | undefined;
afterEach(async () => {
  await provider?.close();
});

async function senderAnswered(answer: { status?: number; body: unknown } | undefined, timeoutMs = 5000) {
  provider = await startLocalProvider(() => answer);
  const { endpoint } = provider;
  const settings = { accessKeyId: 'key-1', accessKeySecret: SECRET, signName: '杏林(测试)*', endpoint, timeoutMs };
  return createAliyunSms({ ...settings, templates: { code: 'SMS_1', notice: 'SMS_2' } });
}

/** The provider's side, from the documentation: rebuild the canonical request from what came over the wire. */
function isSignedAsDocumented({ method, target, headers, body }: ReceivedRequest): boolean {
  const pattern = /^ACS3-HMAC-SHA256 Credential=key-1,SignedHeaders=([^,]+),Signature=([0-9a-f]{64})$/;
  const [, signedHeaders = '', signature] = pattern.exec(headers.authorization ?? '') ?? [];
  const [path, query = ''] = target.split('?');
  const sorted = query.split('&').sort().join('&');
  const canonical = signedHeaders.split(';').map((name) => `${name}:${String(headers[name]).trim()}\n`);
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  const request = [method, path, sorted, canonical.join(''), signedHeaders, headers['x-acs-content-sha256']].join('\n');
  const expected = createHmac('sha256', SECRET)
    .update(`ACS3-HMAC-SHA256\n${hash(request)}`)
    .digest('hex');
  const all = Object.keys(headers).filter((name) => name.startsWith('x-acs-') || name === 'host');
  return (
    signature === expected && hash(body) === headers['x-acs-content-sha256'] && signedHeaders === all.sort().join(';')
  );
}

describe('signature ACS3-HMAC-SHA256', () => {
  it('is the one published in the provider’s documentation', () => {
    const headers = signAcs3(
      {
        method: 'POST',
        host: 'ecs.cn-shanghai.aliyuncs.com',
        query: { RegionId: 'cn-shanghai', ImageId: 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd' },
        body: '',
        action: 'RunInstances',
        version: '2014-05-26',
        date: '2023-10-26T10:22:32Z',
        nonce: '3156853299f313e23d1673dc12e1703d',
      },
      'YourAccessKeyId',
      'YourAccessKeySecret',
    );
    expect(headers.authorization).toBe(
      'ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
    );
  });
});

describe('Alibaba Cloud SMS', () => {
  it('sends a code through the approved template, signed as documented', async () => {
    const sender = await senderAnswered({ body: { Code: 'OK', BizId: '900^0', RequestId: 'r', Message: 'OK' } });
    await expect(sender.send(message)).resolves.toEqual({ providerId: '900^0' });
    const [request] = provider?.received ?? [];
    if (request === undefined) throw new Error('nothing arrived');
    expect(isSignedAsDocumented(request)).toBe(true);
    expect(request.headers).toMatchObject({ 'x-acs-action': 'SendSms', 'x-acs-version': '2017-05-25' });
    const query = new URL(request.target, 'http://x').searchParams;
    expect(Object.fromEntries(query)).toEqual({
      PhoneNumbers: '13800000001',
      SignName: '杏林(测试)*',
      TemplateCode: 'SMS_1',
      TemplateParam: '{"code":"482913"}',
      OutId: 'm-1',
    });
  });

  it('uses another nonce each time', async () => {
    const sender = await senderAnswered({ body: { Code: 'OK', BizId: '1' } });
    await sender.send(message);
    await sender.send(message);
    const nonces = provider?.received.map(({ headers }) => headers['x-acs-signature-nonce']);
    expect(new Set(nonces).size).toBe(2);
  });

  it.each([
    ['isv.BUSINESS_LIMIT_CONTROL', 200, false],
    ['isv.MOBILE_NUMBER_ILLEGAL', 200, false],
    ['isp.SYSTEM_ERROR', 200, true],
    ['Throttling.User', 400, true],
    ['SignatureDoesNotMatch', 400, false],
    ['ServiceUnavailable', 503, true],
  ])('reports %s (%i) as retryable %s, without the number', async (code, status, retryable) => {
    const sender = await senderAnswered({ status, body: { Code: code, Message: 'no: 13800000001', RequestId: 'r' } });
    await expect(sender.send(message)).rejects.toMatchObject({ code, retryable, message: `aliyun-sms: ${code}` });
  });

  it('gives up after its time', async () => {
    const sender = await senderAnswered(undefined, 50);
    await expect(sender.send(message)).rejects.toMatchObject({ code: 'timeout', retryable: true });
  });

  it('refuses foreign numbers, unknown templates and mail before any call', async () => {
    const sender = await senderAnswered({ body: { Code: 'OK' } });
    await expect(sender.send({ ...message, to: '+447700900001' })).rejects.toMatchObject({ code: 'numberNotMainland' });
    await expect(sender.send({ ...message, template: 'other' })).rejects.toMatchObject({ code: 'templateUnknown' });
    await expect(sender.send({ ...message, channel: 'mail' })).rejects.toMatchObject({ code: 'wrongChannel' });
    expect(provider?.received).toEqual([]);
  });
});
