import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** A made-up person who can be chosen to scan. */
export interface LocalPerson {
  readonly openId: string;
  readonly unionId: string;
  readonly nickname: string;
}

/** WeChat's open platform on this machine, for demonstration and tests: the documented endpoints, and a way to scan without a phone. */
export interface LocalWechat {
  /** For `apiEndpoint` of the adapter. */
  readonly endpoint: string;
  /** Of the page that stands for WeChat's own, for `authorizeEndpoint` below the public address. */
  readonly authorizePath: string;
  readonly people: readonly LocalPerson[];
  /** What scanning and agreeing on the phone leads to: a code, good once. Undefined when nobody is called so. */
  scan(openId: string): string | undefined;
  close(): Promise<void>;
}

const people: readonly LocalPerson[] = ['杏林春暖', '岐黄之术', '悬壶济世'].map((nickname, index) => ({
  openId: `demo-open-${index + 1}`,
  unionId: `demo-union-${index + 1}`,
  nickname: `${nickname}(演示)`,
}));

interface Issued {
  readonly person: LocalPerson;
  used: boolean;
}

type Ask = (name: string) => string;
type Reply = Readonly<Record<string, unknown>>;

/** Listens on the loopback alone. Never to be started where real people sign in. */
export async function startLocalWechat(app: {
  readonly appId: string;
  readonly appSecret: string;
}): Promise<LocalWechat> {
  const codes = new Map<string, Issued>();
  const tokens = new Map<string, LocalPerson>();
  const server = createServer((request, response) => answer(request, response, app, codes, tokens));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A command that is done ends, whoever might still call.
  server.unref();
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    authorizePath: '/demo/wechat',
    people,
    scan: (openId) => {
      const person = people.find((each) => each.openId === openId);
      if (person === undefined) return undefined;
      const code = randomBytes(16).toString('hex');
      codes.set(code, { person, used: false });
      return code;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  app: { readonly appId: string; readonly appSecret: string },
  codes: Map<string, Issued>,
  tokens: Map<string, LocalPerson>,
): void {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const ask: Ask = (name) => url.searchParams.get(name) ?? '';
  const reply = ((): Reply | undefined => {
    if (url.pathname === '/sns/oauth2/access_token') return exchange(ask, app, codes, tokens);
    if (url.pathname === '/sns/userinfo') return tell(ask, tokens);
    return undefined;
  })();
  // As WeChat does: JSON called text, and 200 also for refusals.
  response.writeHead(reply === undefined ? 404 : 200, { 'content-type': 'text/plain' });
  response.end(JSON.stringify(reply ?? {}));
}

function exchange(
  ask: Ask,
  app: { readonly appId: string; readonly appSecret: string },
  codes: Map<string, Issued>,
  tokens: Map<string, LocalPerson>,
): Reply {
  if (ask('appid') !== app.appId) return { errcode: 40013, errmsg: 'invalid appid' };
  if (ask('secret') !== app.appSecret) return { errcode: 40125, errmsg: 'invalid appsecret' };
  if (ask('grant_type') !== 'authorization_code') return { errcode: 40002, errmsg: 'invalid grant_type' };
  const issued = codes.get(ask('code'));
  if (issued === undefined) return { errcode: 40029, errmsg: 'invalid code' };
  if (issued.used) return { errcode: 40163, errmsg: 'code been used' };
  issued.used = true;
  const token = randomBytes(16).toString('hex');
  tokens.set(token, issued.person);
  const { openId: openid, unionId: unionid } = issued.person;
  return { access_token: token, expires_in: 7200, refresh_token: token, openid, scope: 'snsapi_login', unionid };
}

function tell(ask: Ask, tokens: Map<string, LocalPerson>): Reply {
  const person = tokens.get(ask('access_token'));
  if (person === undefined) return { errcode: 40001, errmsg: 'invalid credential' };
  if (person.openId !== ask('openid')) return { errcode: 40003, errmsg: 'invalid openid' };
  return { openid: person.openId, nickname: person.nickname, sex: 0, headimgurl: '', unionid: person.unionId };
}
