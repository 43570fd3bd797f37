import { afterEach, describe, expect, it } from 'vitest';
import { type LocalProvider, type ReceivedRequest, startLocalProvider } from '../localProvider.ts';
import { wechatLoginDisabled } from './disabled.ts';
import { createWechatLogin } from './openPlatform.ts';

let provider: LocalProvider | undefined;
afterEach(async () => {
  await provider?.close();
});

const settings = { appId: 'wx0001', appSecret: 'app-secret' };

/** Speaks the documented protocol: one-use codes, errcode with status 200, text/plain. */
function wechat(person: Record<string, unknown> = {}) {
  const used = new Set<string>();
  return (request: ReceivedRequest) => {
    const url = new URL(request.target, 'http://x');
    const given = Object.fromEntries(url.searchParams);
    if (url.pathname === '/sns/userinfo') {
      if (given.access_token !== 'token-1') return { body: { errcode: 40001, errmsg: 'invalid credential' } };
      return { body: { openid: given.openid, nickname: '杏林 🌿', unionid: 'union-1', ...person } };
    }
    if (given.secret !== 'app-secret') return { body: { errcode: 40125, errmsg: 'invalid appsecret' } };
    if (given.code !== 'good' || given.grant_type !== 'authorization_code') {
      return { body: { errcode: 40029, errmsg: 'invalid code, rid: 1' } };
    }
    if (used.has('good')) return { body: { errcode: 40163, errmsg: 'code been used' } };
    used.add('good');
    return {
      body: { access_token: 'token-1', expires_in: 7200, refresh_token: 'r', openid: 'open-1', scope: 'snsapi_login' },
    };
  };
}

async function loginWith(answer: Parameters<typeof startLocalProvider>[0], secret = settings.appSecret) {
  provider = await startLocalProvider(answer);
  return createWechatLogin({ ...settings, appSecret: secret, apiEndpoint: provider.endpoint, timeoutMs: 2000 });
}

describe('signing in with WeChat', () => {
  it('sends the browser to the documented address', () => {
    const login = createWechatLogin(settings);
    expect(login.authorizeUrl({ state: 's&1', redirectUri: 'https://xl.example/wechat?a=1' })).toBe(
      'https://open.weixin.qq.com/connect/qrconnect?appid=wx0001&redirect_uri=https%3A%2F%2Fxl.example%2Fwechat%3Fa%3D1&response_type=code&scope=snsapi_login&state=s%261#wechat_redirect',
    );
  });

  it('turns a code into the person, once', async () => {
    const login = await loginWith(wechat());
    const person = { openId: 'open-1', unionId: 'union-1', nickname: '杏林 🌿' };
    await expect(login.exchange('good')).resolves.toEqual(person);
    await expect(login.exchange('good')).rejects.toMatchObject({ code: '40163', retryable: false });
  });

  it('tells null where WeChat tells nothing', async () => {
    const login = await loginWith(wechat({ unionid: undefined, nickname: undefined }));
    await expect(login.exchange('good')).resolves.toEqual({ openId: 'open-1', unionId: null, nickname: null });
  });

  it('reports refusals by number, without WeChat’s text', async () => {
    const login = await loginWith(wechat());
    await expect(login.exchange('bad')).rejects.toMatchObject({ message: 'wechat: 40029', retryable: false });
    await provider?.close();
    const other = await loginWith(wechat(), 'wrong');
    await expect(other.exchange('good')).rejects.toMatchObject({ code: '40125', retryable: false });
  });

  it('may be repeated when WeChat is busy', async () => {
    const login = await loginWith(() => ({ body: { errcode: -1, errmsg: 'system error' } }));
    await expect(login.exchange('good')).rejects.toMatchObject({ code: '-1', retryable: true });
  });

  it('refuses another person’s data and answers it cannot read', async () => {
    const login = await loginWith(wechat({ openid: 'open-2' }));
    await expect(login.exchange('good')).rejects.toMatchObject({ code: 'openIdDiffers' });
    await provider?.close();
    const strange = await loginWith(() => ({ body: { hello: 1 } }));
    await expect(strange.exchange('good')).rejects.toMatchObject({ code: 'unreadable', retryable: false });
  });

  it('does not call for a code that cannot be one', async () => {
    const login = await loginWith(wechat());
    await expect(login.exchange('a&secret=b')).rejects.toMatchObject({ code: 'codeMalformed' });
    expect(provider?.received).toEqual([]);
  });

  it('is refused where it is not configured', async () => {
    expect(wechatLoginDisabled.enabled).toBe(false);
    expect(() => wechatLoginDisabled.authorizeUrl({ state: 's', redirectUri: 'https://x' })).toThrow('notConfigured');
    await expect(wechatLoginDisabled.exchange('good')).rejects.toMatchObject({ code: 'notConfigured' });
  });
});
