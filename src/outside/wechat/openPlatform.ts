import { z } from 'zod';
import { callProvider } from '../callProvider.ts';
import { ProviderError } from '../providerError.ts';
import type { WechatLogin } from './login.ts';

const NAME = 'wechat';

export interface WechatSettings {
  readonly appId: string;
  readonly appSecret: string;
  /** Default `https://open.weixin.qq.com`. */
  readonly authorizeEndpoint?: string;
  /** Default `https://api.weixin.qq.com`. */
  readonly apiEndpoint?: string;
  /** Milliseconds per call, default 5000. */
  readonly timeoutMs?: number;
}

const refusalSchema = z.object({ errcode: z.number().int() });
const tokenSchema = z.object({ access_token: z.string(), openid: z.string(), unionid: z.string().optional() });
const personSchema = z.object({
  openid: z.string(),
  nickname: z.string().optional(),
  unionid: z.string().optional(),
});

/** -1 system busy, 45009/45011 too frequent (微信开放平台 全局返回码). */
const PASSING = new Set([-1, 45009, 45011]);

/**
 * 微信开放平台「网站应用微信登录」: qrconnect, then sns/oauth2/access_token and sns/userinfo.
 * Source: developers.weixin.qq.com/doc/oplatform/Website_App/WeChat_Login/Wechat_Login.html
 */
export function createWechatLogin(settings: WechatSettings): WechatLogin {
  const api = settings.apiEndpoint ?? 'https://api.weixin.qq.com';
  const ask = async <T>(path: string, parameters: Record<string, string>, schema: z.ZodType<T>): Promise<T> => {
    const url = new URL(`${api}${path}`);
    url.search = new URLSearchParams(parameters).toString();
    const answer = await callProvider(NAME, url, { method: 'GET' }, settings.timeoutMs ?? 5000);
    return read(answer.status, answer.body, schema);
  };
  return {
    enabled: true,
    authorizeUrl({ state, redirectUri }) {
      const url = new URL(`${settings.authorizeEndpoint ?? 'https://open.weixin.qq.com'}/connect/qrconnect`);
      // The order is the documented one, and WeChat wants the fragment.
      url.search = new URLSearchParams({
        appid: settings.appId,
        redirect_uri: redirectUri,
        response_type: 'code',
        scope: 'snsapi_login',
        state,
      }).toString();
      url.hash = 'wechat_redirect';
      return url.toString();
    },
    async exchange(code) {
      if (!/^[\w-]{1,128}$/.test(code)) throw new ProviderError(NAME, 'codeMalformed', false);
      const token = await ask(
        '/sns/oauth2/access_token',
        { appid: settings.appId, secret: settings.appSecret, code, grant_type: 'authorization_code' },
        tokenSchema,
      );
      const person = await ask(
        '/sns/userinfo',
        { access_token: token.access_token, openid: token.openid, lang: 'zh_CN' },
        personSchema,
      );
      if (person.openid !== token.openid) throw new ProviderError(NAME, 'openIdDiffers', false);
      return {
        openId: token.openid,
        unionId: person.unionid ?? token.unionid ?? null,
        nickname: person.nickname ?? null,
      };
    },
  };
}

/** WeChat answers refusals with status 200 and `errcode`; success carries no errcode, or 0. */
function read<T>(status: number, body: unknown, schema: z.ZodType<T>): T {
  const refusal = refusalSchema.safeParse(body);
  if (refusal.success && refusal.data.errcode !== 0) {
    throw new ProviderError(NAME, String(refusal.data.errcode), PASSING.has(refusal.data.errcode));
  }
  const answer = schema.safeParse(body);
  if (!answer.success) throw new ProviderError(NAME, status === 200 ? 'unreadable' : `http.${status}`, status >= 500);
  return answer.data;
}
