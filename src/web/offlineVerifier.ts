import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { publishedKeys } from '../actions/credential/keySet.ts';
import type { Services } from '../actions/services.ts';
import { paths } from './shared/paths.ts';

/**
 * 证照离线查验: one page that carries its script, its style and the public keys, so that it can be kept on a device or saved as a
 * file. What it may run is told by digests; every other page of the program allows no script of its own at all.
 */
export async function serveOfflineVerifier(app: FastifyInstance, services: Services, dir: string): Promise<void> {
  const [template, worker] = await Promise.all([
    readFile(join(dir, 'verifier.html'), 'utf8'),
    readFile(join(dir, 'worker.js'), 'utf8'),
  ]);
  const policy = policyOf(template, services.publicUrl);
  const page = template.replace('<!--policy-->', () => policy);
  app.get(paths.verifyOffline, { config: { access: 'anyone', name: 'offlineVerifier' } }, async (_request, reply) => {
    const keysAt = Math.floor(services.clock.now().epochMilliseconds / 1000);
    const register = { issuer: services.publicUrl, keys: publishedKeys(services), keysAt };
    return reply
      .header('content-security-policy', `${policy}; frame-ancestors 'none'`)
      .header('permissions-policy', 'camera=(self), geolocation=(), microphone=()')
      .header('cache-control', 'no-cache')
      .type('text/html; charset=utf-8')
      .send(page.replace('<!--register-->', () => JSON.stringify(register).replaceAll('<', '\\u003c')));
  });
  app.get(
    `${paths.verifyOffline}/worker.js`,
    { config: { access: 'anyone', name: 'offlineWorker' } },
    async (_request, reply) =>
      reply
        .header('service-worker-allowed', paths.verifyOffline)
        .header('cache-control', 'no-cache')
        .type('text/javascript; charset=utf-8')
        .send(worker),
  );
}

function policyOf(template: string, publicUrl: string): string {
  const script = /<script>([\s\S]*?)<\/script>/.exec(template)?.[1] ?? '';
  const style = /<style>([\s\S]*?)<\/style>/.exec(template)?.[1] ?? '';
  return [
    "default-src 'none'",
    `script-src '${digestOf(script)}'`,
    `style-src '${digestOf(style)}'`,
    // A file on disk has no origin of its own: it asks the register by its name.
    `connect-src 'self' ${publicUrl}`,
    'img-src data: blob:',
    'media-src blob:',
    "worker-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types offline-verifier',
  ].join('; ');
}

function digestOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
