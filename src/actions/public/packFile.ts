import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createGzip } from 'node:zlib';

export interface Packed {
  /** Compressed; the numbers below are of what comes out of it. */
  readonly gzip: Buffer;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** Takes a file line by line and keeps only what is left of it compressed. */
export function openPacking(head: string) {
  const gzip = createGzip({ level: 9 });
  const hash = createHash('sha256');
  const chunks: Buffer[] = [];
  gzip.on('data', (chunk: Buffer) => chunks.push(chunk));
  let bytes = 0;
  let rows = 0;
  const write = async (text: string) => {
    const part = Buffer.from(text);
    bytes += part.length;
    hash.update(part);
    if (!gzip.write(part)) await once(gzip, 'drain');
  };
  return {
    async line(text: string): Promise<void> {
      if (rows === 0) await write(head);
      rows += 1;
      await write(text);
    },
    async end(): Promise<Packed> {
      if (rows === 0) await write(head);
      gzip.end();
      await once(gzip, 'end');
      return { gzip: Buffer.concat(chunks), rows, bytes, sha256: hash.digest('hex') };
    },
  };
}
