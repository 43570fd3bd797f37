import type { FastifyInstance } from 'fastify';

/** Why the program is not ready; empty when it is. */
export interface Health {
  reasons(): Promise<string[]>;
  /** What does not work though the program is ready: it can do without. */
  notes?(): Promise<string[]>;
}

/** GET /healthz: the process answers. GET /readyz: it can do its work, or why not. */
export function serveHealth(app: FastifyInstance, health: Health): void {
  const config = { access: 'anyone', name: 'health' };
  app.get('/healthz', { config }, async () => ({ status: 'alive' }));
  app.get('/readyz', { config }, async (_request, reply) => {
    const [reasons, notes] = await Promise.all([health.reasons(), health.notes?.() ?? []]);
    return reply
      .code(reasons.length === 0 ? 200 : 503)
      .send({ status: reasons.length === 0 ? 'ready' : 'not ready', reasons, notes });
  });
}
