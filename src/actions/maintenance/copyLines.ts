import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** Not a gzip of lines, or cut off. */
export class DamagedCopy extends Error {}

/** The lines of a copy, in memory that holds one piece and one line. */
export async function* linesOf(file: string): AsyncGenerator<string> {
  const unzipped = createGunzip();
  unzipped.setEncoding('utf8');
  // What goes wrong on the way destroys the stream with it, and so is thrown by the loop below.
  pipeline(createReadStream(file), unzipped, () => undefined);
  let rest = '';
  try {
    for await (const chunk of unzipped as AsyncIterable<string>) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code.startsWith('Z_')) throw new DamagedCopy(code, { cause: error });
    throw error;
  }
}
