import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Services } from '../actions/services.ts';
import type { Device } from '../actions/session/device.ts';
import { deviceWords } from '../domain/fields/deviceWords.ts';

export interface Cookies {
  set(token: string | null): void;
}

/** The cookie of one end. */
export function cookieJar(services: Services, reply: FastifyReply, name: string, end: string | null): Cookies {
  const options = {
    path: '/',
    httpOnly: true,
    secure: services.publicUrl.startsWith('https:'),
    sameSite: end === 'person' ? ('lax' as const) : ('strict' as const),
  };
  return {
    set: (token) => {
      if (token === null) reply.clearCookie(name, options);
      else reply.setCookie(name, token, options);
    },
  };
}

/** The browser behind a request, known again by a cookie of its own for 400 days, the longest a browser keeps one. */
export function ensureDevice(services: Services, request: FastifyRequest, reply: FastifyReply): Device {
  const name = `${cookiePrefix(services)}xinglin-device`;
  const given = request.cookies[name] ?? '';
  const key = /^[\w-]{43}$/.test(given) ? given : randomBytes(32).toString('base64url');
  const secure = services.publicUrl.startsWith('https:');
  reply.setCookie(name, key, { path: '/', httpOnly: true, secure, sameSite: 'lax', maxAge: 400 * 24 * 3600 });
  return { key, words: deviceWords(request.headers['user-agent'] ?? ''), address: request.ip };
}

/** Where there is https, a browser takes our cookies from this host and this site alone. */
export function cookiePrefix({ publicUrl }: Services): string {
  return publicUrl.startsWith('https:') ? '__Host-' : '';
}
