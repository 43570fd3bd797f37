import { createServer, type IncomingMessage } from 'node:http';

export interface ReceivedRequest {
  readonly method: string;
  /** Path and query exactly as they came over the wire. */
  readonly target: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface LocalProvider {
  readonly endpoint: string;
  readonly host: string;
  readonly received: ReceivedRequest[];
  close(): Promise<void>;
}

/**
 * A provider on this machine for the adapters' tests: keeps what it receives and answers what `answer` says.
 * `undefined` never answers; a string is sent as it is, anything else as JSON.
 */
export async function startLocalProvider(
  answer: (
    request: ReceivedRequest,
  ) => { status?: number; headers?: Record<string, string>; body: unknown } | undefined,
): Promise<LocalProvider> {
  const received: ReceivedRequest[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = '', url = '', headers } = request;
    const seen = { method, target: url, headers, body: Buffer.concat(chunks).toString('utf8') };
    received.push(seen);
    const reply = answer(seen);
    if (reply === undefined) return;
    response.writeHead(reply.status ?? 200, reply.headers ?? { 'content-type': 'text/plain' });
    response.end(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const host = `127.0.0.1:${address.port}`;
  return {
    endpoint: `http://${host}`,
    host,
    received,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
