import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { StaffActor } from '../actions/secondFactor/staffActor.ts';
import type { Services } from '../actions/services.ts';
import type { Device } from '../actions/session/device.ts';
import { findActor, type Session } from '../actions/session/findActor.ts';
import { hasLapsed } from '../actions/session/hasLapsed.ts';
import { openSession } from '../actions/session/openSession.ts';
import { normalizeText } from '../domain/fields/normalize.ts';
import { type Cookies, cookieJar, cookiePrefix, ensureDevice } from './cookies.ts';
import { deniedPage, faultPage, frozenPage } from './public/messagePages.tsx';
import { sendAnswer } from './sendAnswer.ts';
import type { Answer } from './shared/answer.ts';
import type { ActorContext, PageContext, UploadedFile } from './shared/context.ts';
import { csrfToken, isForeign, readFormerForms, sameToken } from './shared/csrf.ts';
import { readForm } from './shared/forms.ts';
import { withoutWords } from './shared/localNext.ts';
import { paths, withQuery } from './shared/paths.ts';
import { passProof } from './shared/proof.tsx';
import { renderPage } from './shared/render.ts';
import type { Access, Route } from './shared/route.ts';

type End = 'person' | 'institution' | 'authority';

/** Each end has a cookie of its own: somebody may be a physician and a clerk in one browser. */
function endOf(access: Access): End | null {
  switch (access) {
    case 'anyone':
    case 'demo':
      return null;
    case 'visitor':
    case 'person':
    case 'physician':
      return 'person';
    case 'institution':
    case 'institutionAdministrator':
      return 'institution';
    case 'authority':
    case 'authorityAdministrator':
      return 'authority';
    default:
      return unknownAccess(access);
  }
}

function endOfPath(path: string): End | null {
  const first = path.split('/')[1];
  return first === 'person' || first === 'institution' || first === 'authority' ? first : null;
}

/** Puts a route behind its door: session, right, foreign forms, then the page; and the answer into HTTP. */
export function mountRoute(app: FastifyInstance, services: Services, route: Route): void {
  const end = endOf(route.access) === 'person' ? (endOfPath(route.path) ?? 'person') : endOf(route.access);
  const cookieName = `${cookiePrefix(services)}xinglin-${end ?? 'none'}`;
  app.route({
    method: route.method,
    url: route.path,
    config: { access: route.access, name: route.name, camera: route.camera === true },
    ...(route.fileLimit === undefined ? {} : { bodyLimit: route.fileLimit * (route.files ?? 1) + 1024 * 1024 }),
    handler: async (request, reply) => {
      const token = end === null ? null : (request.cookies[cookieName] ?? null);
      const session = token === null ? null : ((await findActor(services, token, route.unattended)) ?? null);
      const lapsed = token !== null && session === null && (await hasLapsed(services, token));
      const turned = turnAway(route, session, request, lapsed) ?? heldBack(route, session, request);
      if (turned !== undefined) return sendAnswer(reply, turned, false);
      const cookies = cookieJar(services, reply, cookieName, end);
      const context = await makeContext({
        services,
        route,
        request,
        session,
        token: session === null ? null : token,
        cookies,
        device: () => ensureDevice(services, request, reply),
      });
      if (route.method === 'POST' && isForged(services, request, context)) {
        return reply
          .code(403)
          .type('text/html; charset=utf-8')
          .header('cache-control', 'no-store')
          .send(renderPage(faultPage(services, 403, String(request.id))));
      }
      if (!isStaff(context) || session?.standing.secondFactor !== true)
        return sendAnswer(reply, await route.handle(context), end !== null);
      const passage = await passProof(route, context);
      return sendAnswer(reply, 'answer' in passage ? passage.answer : await route.handle(passage.context), true);
    },
  });
}

function isStaff(context: PageContext): context is ActorContext<StaffActor> {
  const end = context.session?.actor?.end;
  return end === 'institution' || end === 'authority';
}

/** Where somebody goes who may not come in; undefined when they may. `lapsed`: they were in, and have been away too long. */
function turnAway(route: Route, session: Session | null, request: FastifyRequest, lapsed: boolean): Answer | undefined {
  const { access } = route;
  if (access === 'anyone' || access === 'demo' || access === 'visitor') return undefined;
  const end = endOf(access);
  const actor = session?.actor ?? null;
  if (end === null || actor === null || actor.end !== end) {
    const next = request.method === 'GET' ? withoutWords(request.url) : cameFrom(request);
    const said = !lapsed ? undefined : request.method === 'GET' ? 'left' : 'leftForm';
    return { kind: 'redirect', location: withQuery(paths[end ?? 'person'].signIn, { next, said }) };
  }
  // Asked of every form of a person, here and nowhere else: a form that is added later is refused too.
  if (end === 'person' && route.method === 'POST' && session?.frozen === true && route.whileFrozen !== true) {
    return { kind: 'html', page: frozenPage(), status: 403 };
  }
  if (access === 'physician' && session !== null && !session.progress.activated) {
    return { kind: 'redirect', location: paths.person.welcome };
  }
  const needsAdministrator = access === 'institutionAdministrator' || access === 'authorityAdministrator';
  if (needsAdministrator && actor.end !== 'person' && actor.role !== 'administrator') {
    return { kind: 'html', page: deniedPage(), status: 403 };
  }
  return undefined;
}

/** The page a form stood on; where it leads is judged again before anybody is sent there. */
function cameFrom({ headers }: FastifyRequest): string | undefined {
  const { referer } = headers;
  if (referer === undefined || !URL.canParse(referer)) return undefined;
  const { pathname, search } = new URL(referer);
  return withoutWords(pathname + search);
}

/** Staff on their way in: first the second factor, then a password of their own, then everything else. */
function heldBack(route: Route, session: Session | null, request: FastifyRequest): Answer | undefined {
  const actor = session?.actor ?? null;
  if (session === null || actor === null || actor.end === 'person') return undefined;
  if (endOf(route.access) !== actor.end || route.stage === 'password') return undefined;
  const next = request.method === 'GET' ? withoutWords(request.url) : undefined;
  if (!session.standing.secondFactor)
    return { kind: 'redirect', location: withQuery(paths[actor.end].secondFactor, { next }) };
  if (session.standing.temporaryPassword && route.stage !== 'account')
    return { kind: 'redirect', location: withQuery(paths[actor.end].password, { next }) };
  return undefined;
}

interface Making {
  readonly services: Services;
  readonly route: Route;
  readonly request: FastifyRequest;
  readonly session: Session | null;
  readonly token: string | null;
  readonly cookies: Cookies;
  readonly device: () => Device;
}

async function makeContext({
  services,
  route,
  request,
  session,
  token,
  cookies,
  device,
}: Making): Promise<PageContext> {
  const body = request.isMultipart()
    ? await readMultipart(request, { fileSize: route.fileLimit ?? 0, files: route.files ?? 1 })
    : { fields: request.body, files: {} };
  let current = token;
  const setToken = (next: string | null) => {
    current = next;
    cookies.set(next);
  };
  return {
    services,
    path: request.url,
    params: readParams(request.params),
    query: readForm(request.query),
    form: readForm(body.fields),
    files: body.files,
    network: request.ip,
    userAgent: request.headers['user-agent'] ?? '',
    session,
    token,
    get csrf() {
      return current === null ? '' : csrfToken(services.secret, current);
    },
    ...(session?.actor === null || session === null ? {} : { actor: session.actor, progress: session.progress }),
    setToken,
    ensureDevice: device,
    ensureSession: async () => {
      if (current !== null) return current;
      setToken(await openSession(services, 'visitor', null));
      return current ?? '';
    },
  };
}

/** The parts of an address; what cannot be text (NUL, broken characters) names nothing. */
function readParams(raw: unknown): Record<string, string> {
  const given = Object.entries(raw ?? {}).filter((pair): pair is [string, string] => typeof pair[1] === 'string');
  return Object.fromEntries(given.map(([name, value]) => [name, normalizeText(value).ok ? value : '']));
}

async function readMultipart(
  request: FastifyRequest,
  limits: { readonly fileSize: number; readonly files: number },
): Promise<{ fields: Record<string, string[]>; files: Record<string, UploadedFile> }> {
  const fields: Record<string, string[]> = {};
  const files: Record<string, UploadedFile> = {};
  try {
    for await (const part of request.parts({ limits })) {
      if (part.type === 'file') {
        const content = await part.toBuffer();
        if (content.length > 0) files[part.fieldname] = { fileName: part.filename, bytes: content };
      } else if (typeof part.value === 'string') {
        fields[part.fieldname] = [...(fields[part.fieldname] ?? []), part.value];
      }
    }
  } catch (error) {
    throw error instanceof Error && 'statusCode' in error ? error : new TornForm('torn form', { cause: error });
  }
  return { fields, files };
}

/** A form that ends before its end, or says nothing of where its parts end: whoever sent it is told so. */
class TornForm extends Error {
  readonly statusCode = 400;
}

function isForged(services: Services, request: FastifyRequest, context: PageContext): boolean {
  const { origin, host } = request.headers;
  const fetchSite = request.headers['sec-fetch-site'];
  if (isForeign({ origin, fetchSite: typeof fetchSite === 'string' ? fetchSite : undefined, host }, services.publicUrl))
    return true;
  if (context.token === null) return false;
  const given = context.form.text('_csrf');
  return ![context.csrf, ...readFormerForms(context.session?.data ?? {})].some((token) => sameToken(given, token));
}

function unknownAccess(access: never): never {
  throw new Error(`unknown access ${String(access)}`);
}
