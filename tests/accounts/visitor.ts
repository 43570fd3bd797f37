import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { expect } from 'vitest';
import type { Services } from '../../src/actions/services.ts';
import { listOutbox } from '../../src/outside/outboxFolder.ts';
import { newIdNumber } from '../factories/people.ts';

type Fields = Readonly<Record<string, string>>;

/** A browser without a script: keeps its cookies and sends back what the last page hid in its forms. */
export interface Visitor {
  readonly cookies: Map<string, string>;
  /** Hidden fields of the last page. */
  readonly hidden: () => Readonly<Record<string, string>>;
  get(path: string): Promise<LightMyRequestResponse>;
  post(path: string, fields?: Fields): Promise<LightMyRequestResponse>;
}

export function openVisitor(app: FastifyInstance, remoteAddress = '203.0.113.7'): Visitor {
  const cookies = new Map<string, string>();
  let hidden: Record<string, string> = {};
  const keep = (response: LightMyRequestResponse) => {
    for (const { name, value } of response.cookies) {
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    const found = [...response.body.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
    if (found.length > 0) hidden = Object.fromEntries(found.map(([, name = '', value = '']) => [name, value]));
    return response;
  };
  const jar = () => Object.fromEntries(cookies);
  return {
    cookies,
    hidden: () => hidden,
    get: async (url) => keep(await app.inject({ method: 'GET', url, cookies: jar(), remoteAddress })),
    post: async (url, fields = {}) =>
      keep(
        await app.inject({
          method: 'POST',
          url,
          cookies: jar(),
          remoteAddress,
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          payload: new URLSearchParams({ ...hidden, ...fields }).toString(),
        }),
      ),
  };
}

/** Looks at the picture of the last page, and reads in the outbox what it says. */
export async function readPicture(services: Services, visitor: Visitor): Promise<string> {
  const id = visitor.hidden().captchaId ?? '';
  const picture = await visitor.get(`/captcha/${id}.svg`);
  if (picture.statusCode !== 200) throw new Error(`no picture: ${picture.statusCode}`);
  const entries = await listOutbox(services.outboxDir ?? '', 200);
  const codes = entries.filter(({ to }) => to === id).sort((a, b) => b.at.localeCompare(a.at));
  return codes[0]?.code ?? '';
}

/** What the first page of a registration asks for besides the code of its picture. */
export function identity(name: string, idNumber = newIdNumber()) {
  return { name, idType: 'residentIdCard', idNumber, noticeRead: 'yes' };
}

/** The first page of a registration, filled in rightly. */
export async function identify(services: Services, visitor: Visitor, name: string, idNumber?: string) {
  await visitor.get('/person/register');
  const captcha = await readPicture(services, visitor);
  return visitor.post('/person/register', { ...identity(name, idNumber), captcha });
}

export interface AccountFields {
  readonly phone: string;
  readonly email: string;
  readonly loginName: string;
  readonly password: string;
  readonly passwordAgain: string;
}

export const goodAccount: AccountFields = {
  phone: '13800138000',
  email: 'zhang@example.com',
  loginName: 'zhangjinghe',
  password: 'Zhenjiu2026',
  passwordAgain: 'Zhenjiu2026',
};

/** A form comes back with each of these words on the page; the text of it. */
export function expectRefused(response: LightMyRequestResponse, words: readonly string[]): string {
  const text = readAloud(response);
  expect(response.statusCode).toBe(422);
  for (const word of words) expect(text).toContain(word);
  return text;
}

/** Text of a page without its tags. */
export function readAloud(response: LightMyRequestResponse): string {
  return response.body
    .replace(/<(script|style|svg)[^>]*>.*?<\/\1>/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
}
