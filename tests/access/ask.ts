import { randomUUID } from 'node:crypto';
import type { LightMyRequestResponse } from 'fastify';
import { csrfToken } from '../../src/web/shared/csrf.ts';
import type { Route } from '../../src/web/shared/route.ts';
import type { ActorName } from './actors.ts';
import type { Case } from './entry.ts';
import type { World } from './world.ts';

type End = 'person' | 'institution' | 'authority';

/** The end whose cookie a route reads; null for pages that know nobody. */
export function endOf({ path }: Route): End | null {
  const first = path.split('/')[1];
  if (first === 'person' || first === 'institution' || first === 'authority') return first;
  return /^\/(captcha|recover|dispute|demo|share|lookup\/check|log\/check|published|receipts\/check)(\/|$)|^\/receipts$/.test(
    path,
  )
    ? 'person'
    : null;
}

export interface Asking {
  readonly world: World;
  readonly route: Route;
  readonly wanted: Case;
}

/** Cookie of an actor, made before anything is counted. */
export function tokenFor({ world, wanted }: Asking, name: ActorName): Promise<string | null> {
  if (name === 'visitor' && wanted.visitor !== undefined) return Promise.resolve(wanted.visitor);
  return world.token(name, wanted.owner ?? world.files.approved.person);
}

export interface Sent {
  readonly path?: string;
  /** Undefined: the right one. */
  readonly csrf?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The request of a case with a cookie, which is put into that of this end whosever it is. */
export function ask(asking: Asking, token: string | null, sent: Sent = {}): Promise<LightMyRequestResponse> {
  const { world, route, wanted } = asking;
  const cookies: Record<string, string> = token === null ? {} : { [`xinglin-${endOf(route) ?? 'none'}`]: token };
  const url = sent.path ?? wanted.path;
  if (route.method === 'GET') return world.app.inject({ method: 'GET', url, cookies, headers: { ...sent.headers } });
  const csrf = sent.csrf ?? (token === null ? '' : csrfToken(world.services.secret, token));
  const fields = { _csrf: csrf, _key: randomUUID(), ...wanted.fields };
  return world.app.inject({
    method: 'POST',
    url,
    cookies,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...sent.headers },
    payload: new URLSearchParams(fields).toString(),
  });
}

/** Where the door sends an actor: to sign in, to go on with the account, or away. Undefined: it lets them in. */
export function atTheDoor({ world, route }: Asking, name: ActorName): { status: number; location: string } | undefined {
  const { access } = route;
  if (access === 'anyone' || access === 'demo' || access === 'visitor') return undefined;
  const end = endOf(route);
  const actor = name === 'nobody' || name === 'visitor' || name === 'owner' ? undefined : world.actors[name];
  const its = name === 'owner' ? 'person' : actor?.end;
  if (its !== end) return { status: 303, location: `/${end}/sign-in` };
  if (access === 'physician' && (name === 'newcomer' || name === 'claimant'))
    return { status: 303, location: '/person/welcome' };
  const role = actor !== undefined && actor.end !== 'person' ? actor.role : '';
  const forHeads = access === 'institutionAdministrator' || access === 'authorityAdministrator';
  return forHeads && role !== 'administrator' ? { status: 403, location: '' } : undefined;
}

/** What an answer tells that its reader may not know: of the files of the county, or of those that are not their own. */
export function toldIn(
  { world, wanted }: Asking,
  name: ActorName,
  { body, headers }: LightMyRequestResponse,
): string[] {
  const sees = wanted.sees ?? (Object.keys(wanted.answers) as ActorName[]);
  const owner = wanted.owner ?? world.files.approved.person;
  const isOwner = name === 'owner';
  if (!isOwner && sees !== 'everybody' && sees.includes(name)) return [];
  const own = isOwner || sees === 'everybody' ? (world.secrets.get(owner.accountId) ?? []) : [];
  const text = `${body} ${JSON.stringify(headers)}`;
  const secret = new Set([...world.secrets.values()].flat());
  return [...secret].filter((each) => !own.includes(each) && text.includes(each));
}
