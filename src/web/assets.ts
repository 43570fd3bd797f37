import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';

interface Asset {
  readonly type: string;
  readonly etag: string;
  readonly plain: Buffer;
  readonly br: Buffer;
  readonly gzip: Buffer;
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
};

/** The few files every page uses, compressed once at start and answered from memory. */
export async function serveAssets(app: FastifyInstance, dir: string): Promise<void> {
  const assets = new Map<string, Asset>();
  for (const name of await readdir(dir)) {
    const type = types[extname(name)];
    if (type !== undefined) assets.set(name, await readAsset(join(dir, name), type));
  }
  app.get<{ Params: { name: string } }>(
    '/assets/:name',
    { config: { access: 'anyone', name: 'asset' } },
    async (request, reply) => {
      const asset = assets.get(request.params.name);
      if (asset === undefined) return reply.code(404).type('text/plain; charset=utf-8').send('没有这个文件');
      // Asked again each time, answered 304: a new version of the program is never shown with old styles.
      reply.header('cache-control', 'public, no-cache').header('etag', asset.etag).header('vary', 'accept-encoding');
      if (request.headers['if-none-match'] === asset.etag) return reply.code(304).send();
      const accepted = request.headers['accept-encoding'] ?? '';
      reply.type(asset.type);
      if (accepted.includes('br')) return reply.header('content-encoding', 'br').send(asset.br);
      if (accepted.includes('gzip')) return reply.header('content-encoding', 'gzip').send(asset.gzip);
      return reply.send(asset.plain);
    },
  );
}

async function readAsset(path: string, type: string): Promise<Asset> {
  const plain = await readFile(path);
  const [br, zipped] = await Promise.all([promisify(brotliCompress)(plain), promisify(gzip)(plain)]);
  return {
    type,
    etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
    plain,
    br,
    gzip: zipped,
  };
}
