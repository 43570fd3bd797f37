import type { FastifyInstance, FastifyReply } from 'fastify';

/** Anybody's program may read it, whatever page it runs in: nothing here depends on who asks. */
export function allowEverybody(reply: FastifyReply): FastifyReply {
  return reply.header('access-control-allow-origin', '*');
}

/** A document for programs under a fixed address; `seconds` it may be kept by whoever asked. */
export function servePublicDocument(
  app: FastifyInstance,
  path: string,
  name: string,
  seconds: number,
  read: () => unknown,
): void {
  app.get(path, { config: { access: 'anyone', name } }, async (_request, reply) =>
    allowEverybody(reply)
      .header('cache-control', `public, max-age=${seconds}`)
      .type('application/json; charset=utf-8')
      .send(JSON.stringify(await read())),
  );
}
