import type { FastifyInstance, FastifyReply } from 'fastify';
import { witnessCheckpoint } from '../actions/log/witnessCheckpoint.ts';
import type { Services } from '../actions/services.ts';
import { readTilePath, tileWidth } from '../domain/log/tiles.ts';

const text = 'text/plain; charset=utf-8';
/** A checkpoint with its proof: 63 hashes and some signatures. */
const longestRequest = 64 * 1024;

/** The transparency log as C2SP tlog-tiles has it, and this register as a witness of the logs of others (tlog-witness). */
export function serveLog(app: FastifyInstance, services: Services): void {
  const { folder, key, witnessKey } = services.publicLog;
  const open = (name: string) => ({ config: { access: 'anyone', name } });
  app.get('/log/checkpoint', open('log.checkpoint'), async (_request, reply) => {
    const note = await folder.checkpoint();
    return note === undefined ? absent(reply) : openly(reply, 'max-age=1').type(text).send(note);
  });
  app.get('/log/key', open('log.key'), async (_request, reply) =>
    openly(reply, 'max-age=60').type(text).send(`${key.vkey}\n`),
  );
  app.get('/log/witness/key', open('log.witnessKey'), async (_request, reply) =>
    openly(reply, 'max-age=60').type(text).send(`${witnessKey.vkey}\n`),
  );
  app.get<{ Params: { '*': string } }>('/log/tile/*', open('log.tile'), async (request, reply) => {
    const tile = readTilePath(`tile/${request.params['*']}`);
    const bytes = tile === undefined ? undefined : await folder.tile(tile);
    if (tile === undefined || bytes === undefined) return absent(reply);
    // What a path names never changes; a partial tile goes once the full one is there.
    const age = tile.width === tileWidth ? 'max-age=31536000, immutable' : 'max-age=3600';
    return openly(reply, age).type('application/octet-stream').send(Buffer.from(bytes));
  });
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
    const options = { ...open('log.witness'), bodyLimit: longestRequest };
    scope.post('/log/witness/add-checkpoint', options, async (request, reply) => {
      const body = typeof request.body === 'string' ? request.body : '';
      const answer = await witnessCheckpoint(services, body);
      return reply
        .code(answer.status)
        .header('cache-control', 'no-store')
        .type(answer.status === 409 ? 'text/x.tlog.size' : text)
        .send(answer.text);
    });
  });
}

/** Anybody may keep it, and the page of anybody may read it. */
function openly(reply: FastifyReply, age: string): FastifyReply {
  return reply.header('cache-control', `public, ${age}`).header('access-control-allow-origin', '*');
}

function absent(reply: FastifyReply): FastifyReply {
  return reply.code(404).type(text).send('没有这个文件\n');
}
