import type { FastifyInstance } from 'fastify';
import { listCacheSeconds } from '../actions/credential/signStatusList.ts';
import type { Services } from '../actions/services.ts';
import { allowEverybody, servePublicDocument } from './publicDocument.ts';

/** Token Status List: each list under its address, and the addresses of all of them. */
export function serveStatusLists(app: FastifyInstance, services: Services): void {
  servePublicDocument(app, '/status-lists', 'statusLists', listCacheSeconds, async () => ({
    status_lists: await services.statusLists.uris(),
  }));
  app.get<{ Params: { list: string } }>(
    '/status-lists/:list',
    { config: { access: 'anyone', name: 'statusList' } },
    async ({ params }, reply) => {
      const made = /^[1-9]\d{0,8}$/.test(params.list)
        ? await services.statusLists.token(Number(params.list))
        : undefined;
      if (made === undefined)
        return allowEverybody(reply).code(404).type('text/plain; charset=utf-8').send('没有这份状态名单');
      const age = Math.max(0, Math.floor(made.madeAt.until(services.clock.now()).total('seconds')));
      return allowEverybody(reply)
        .header('cache-control', `public, max-age=${Math.max(0, listCacheSeconds - age)}`)
        .type('application/statuslist+jwt')
        .send(made.token);
    },
  );
}
