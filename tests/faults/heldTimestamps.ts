import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalTimestamps } from '../seal/localTimestamps.ts';

/** A time stamp service that stops answering in the middle of the papers which are just being signed. */
export interface HeldTimestamps {
  /** What a program has to be told to ask it. */
  readonly env: Readonly<Record<string, string>>;
  /** Answers so many more; resolves when one further is asked for, which waits, as all after it, until `goOn` or the end of who asks. */
  holdAfter(answers: number): Promise<void>;
  goOn(): void;
  close(): Promise<void>;
}

export async function startHeldTimestamps(): Promise<HeldTimestamps> {
  const service = await startLocalTimestamps();
  const folder = await mkdtemp(join(tmpdir(), 'xinglin-timestamps-'));
  const root = join(folder, 'root.pem');
  await writeFile(root, service.root.certificate.toString());
  let left = Number.POSITIVE_INFINITY;
  let held = Promise.withResolvers<void>();
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    if (left === 0) return held.resolve();
    left -= 1;
    const answer = await fetch(service.url, { method: 'POST', body: new Uint8Array(Buffer.concat(parts)) });
    response.writeHead(answer.status, { 'content-type': 'application/timestamp-reply' });
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return {
    env: { SEAL_TIMESTAMP_URL: url, SEAL_TIMESTAMP_CA_FILE: root },
    holdAfter: (answers) => {
      left = answers;
      held = Promise.withResolvers<void>();
      return held.promise;
    },
    goOn: () => {
      left = Number.POSITIVE_INFINITY;
    },
    close: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      await service.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
