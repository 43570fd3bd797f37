import { join } from 'node:path';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  fastify,
  LogController,
} from 'fastify';
import type { Services } from '../actions/services.ts';
import { ClocksDisagree } from '../outside/hostClock.ts';
import { Busy } from '../outside/turnstile.ts';
import { serveAssets } from './assets.ts';
import { mountRoute } from './door.ts';
import { type Health, serveHealth } from './health.ts';
import { serveOfflineVerifier } from './offlineVerifier.ts';
import { faultPage, missingPage } from './public/messagePages.tsx';
import { routes } from './routes.ts';
import { paths } from './shared/paths.ts';
import { renderPage } from './shared/render.ts';

export interface ServerOptions {
  readonly services: Services;
  readonly assetsDir: string;
  readonly logger: FastifyBaseLogger;
  readonly trustProxy: number;
  readonly health: Health;
  /** What programs ask instead of people. */
  readonly api: (app: FastifyInstance, services: Services) => void;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: string;
    name?: string;
    camera?: boolean;
  }
}

/** The web program, ready to listen. */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const { services } = options;
  const app: FastifyInstance = fastify({
    loggerInstance: options.logger,
    // One line per answer (below), with the route's name instead of its address: ids and names stay out of the log.
    logController: new LogController({ disableRequestLogging: true }),
    // Only so many hops in front of us may say whom they speak for.
    trustProxy: (_address: string, hop: number) => hop < options.trustProxy,
    bodyLimit: 1024 * 1024,
    // A live code stands in the address by which any phone checks it.
    routerOptions: { maxParamLength: 2048 },
    requestTimeout: 60_000,
    return503OnClosing: true,
    // An address that cannot be read: the answer of the framework would say it again.
    frameworkErrors: (_error, request, reply) => {
      request.raw.url = unreadable;
      app.routing(request.raw, reply.raw);
    },
  });
  await app.register(helmet, helmetOptions(services.publicUrl.startsWith('https:')));
  app.addHook('onRequest', async ({ routeOptions, url }, reply) => {
    reply.header('permissions-policy', permissionsOf(routeOptions.config.camera === true));
    if (!found.has(url)) reply.header('x-robots-tag', 'noindex, nofollow');
  });
  app.addHook('onSend', async (_request, reply, payload) => {
    if (reply.statusCode === 503) reply.header('retry-after', retryAfterSeconds);
    return payload;
  });
  await app.register(compress, { threshold: 1024, encodings: ['br', 'gzip'], brotliOptions: { params: { 1: 4 } } });
  await app.register(cookie);
  await app.register(formbody);
  await app.register(multipart, { limits: { files: 1, fields: 60, fieldSize: 64 * 1024 } });
  logAnswers(app);
  answerFaults(app, services);
  answerUnreadable(app, services);
  serveHealth(app, options.health);
  await serveAssets(app, options.assetsDir);
  await serveOfflineVerifier(app, services, join(options.assetsDir, '..', 'offline'));
  options.api(app, services);
  for (const route of routes) {
    if (route.access !== 'demo' || services.demo) mountRoute(app, services, route);
  }
  return app;
}

/** What waits is done well within it: a queue of papers, of pictures, of passwords. */
const retryAfterSeconds = '30';

/** No page of ours uses any of these; the camera only those that scan a code. */
const unused = ['accelerometer', 'display-capture', 'geolocation', 'gyroscope', 'microphone', 'payment', 'usb'];

function permissionsOf(camera: boolean): string {
  return [`camera=(${camera ? 'self' : ''})`, ...unused.map((feature) => `${feature}=()`)].join(', ');
}

/** Pages a search engine may show; whatever speaks of a person, or of what somebody has asked for, is found here alone. */
const found: ReadonlySet<string> = new Set([paths.home, paths.lookup, paths.verify, paths.statistics, paths.openData]);

function helmetOptions(https: boolean) {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        'style-src': ["'self'"],
        'img-src': ["'self'", 'data:'],
        'connect-src': ["'self'"],
        'media-src': ["'self'"],
        'form-action': ["'self'"],
        'base-uri': ["'none'"],
        'frame-ancestors': ["'none'"],
        'require-trusted-types-for': ["'script'"],
      },
    },
    hsts: https ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    frameguard: { action: 'deny' as const },
    referrerPolicy: { policy: 'same-origin' as const },
    crossOriginEmbedderPolicy: false,
  };
}

function logAnswers(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    const { name } = request.routeOptions.config;
    request.log.info(
      { route: name ?? 'unknown', method: request.method, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'answered',
    );
  });
}

/** Where an address leads that cannot be read, so that its answer is made like every other one, headers and all. */
const unreadable = '/unreadable';

function answerUnreadable(app: FastifyInstance, services: Services): void {
  app.all(unreadable, {
    config: { access: 'anyone', name: 'unreadable' },
    // Before its body is read: whatever it is, nothing is done with it.
    onRequest: async (request, reply) => answerFault(services, 400, request, reply),
    handler: async () => undefined,
  });
}

function answerFaults(app: FastifyInstance, services: Services): void {
  app.setNotFoundHandler(async (_request, reply) => {
    await reply
      .code(404)
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(renderPage(missingPage(services)));
  });
  app.setErrorHandler<Error & { statusCode?: number }>(async (error, request, reply) => {
    const status = statusOf(error);
    // The address and what was typed stay out: only what went wrong, under a number the person can name.
    if (status === 500)
      request.log.error({ err: error, route: request.routeOptions.config.name ?? 'unknown' }, 'fault');
    await answerFault(services, status, request, reply);
  });
}

/** Too many at once, or a clock that is wrong: the same can be asked again later, and will be answered. */
function statusOf(error: Error & { statusCode?: number }): number {
  if (error instanceof Busy || error instanceof ClocksDisagree) return 503;
  return error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500 ? error.statusCode : 500;
}

async function answerFault(
  services: Services,
  status: number,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  await reply
    .code(status)
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(renderPage(faultPage(services, status, String(request.id))));
}
