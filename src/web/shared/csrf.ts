import { createHmac, timingSafeEqual } from 'node:crypto';

/** The form token of a session: only a page made for this session knows it. */
export function csrfToken(secret: Uint8Array, sessionToken: string): string {
  return createHmac('sha256', secret).update(`csrf ${sessionToken}`).digest('base64url');
}

export interface PostedFrom {
  readonly origin: string | undefined;
  readonly fetchSite: string | undefined;
  readonly host: string | undefined;
}

/**
 * A browser says where a form came from; a foreign origin is refused whatever else it brings. Clients that say nothing
 * are let through to the token.
 */
export function isForeign(from: PostedFrom, publicUrl: string): boolean {
  if (from.fetchSite !== undefined && !['same-origin', 'none'].includes(from.fetchSite)) return true;
  if (from.origin === undefined) return false;
  if (from.origin === 'null' || !URL.canParse(from.origin)) return true;
  return from.origin !== new URL(publicUrl).origin && new URL(from.origin).host !== from.host;
}

export function sameToken(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}

const mostFormer = 3;

/** Form tokens a session had under its tokens before, the newest first: pages opened then are still good. */
export function readFormerForms(data: Readonly<Record<string, unknown>>): string[] {
  const { formerForms: found } = data;
  return Array.isArray(found) ? found.filter((each): each is string => typeof each === 'string') : [];
}

/** What a session keeps of them when it gets a new token. */
export function formerForms(data: Readonly<Record<string, unknown>>, csrf: string): { formerForms: string[] } {
  return { formerForms: [csrf, ...readFormerForms(data)].slice(0, mostFormer) };
}
