import { randomBytes, type X509Certificate } from 'node:crypto';
import { sha256 } from './cms.ts';
import { childrenOf, DerError, element, inside, integer, octets, readDer, sequence, smallInteger } from './der.ts';
import { sha256Algorithm } from './objectIds.ts';
import { SealAway } from './seal.ts';
import { checkToken } from './timestampToken.ts';

/** Says when something was there (RFC 3161). */
export interface Timestamper {
  /** The token over `signature`. @throws SealAway when there is none, or one that does not hold */
  stamp(signature: Uint8Array): Promise<Buffer>;
}

export interface TimestampSettings {
  readonly url: string;
  /** Whom to believe the time. */
  readonly roots: readonly X509Certificate[];
  readonly timeoutMs?: number;
}

const away = '时间戳服务暂时不能使用';
/** A token has a few thousand bytes; more does not fit into a paper. */
const largestAnswer = 64 * 1024;

export function createTimestamper({ url, roots, timeoutMs = 10_000 }: TimestampSettings): Timestamper {
  return {
    async stamp(signature) {
      const imprint = sha256(signature);
      // Positive, and never shorter when it is written.
      const nonce = integer(Buffer.concat([Buffer.from([0x5a]), randomBytes(15)]));
      const yes = element(1, Buffer.from([0xff]));
      const asked = sequence(smallInteger(1), sequence(sha256Algorithm, octets(imprint)), nonce, yes);
      try {
        const token = tokenIn(await post(url, asked, timeoutMs));
        checkToken(token, { imprint, nonce }, roots);
        return token;
      } catch (error) {
        // Whatever an answer from outside cannot be read as, is no time stamp.
        throw error instanceof SealAway ? error : new SealAway(away, error);
      }
    },
  };
}

/** The token of a TimeStampResp whose status is granted (0), with or without changes (1). */
function tokenIn(answer: Buffer): Buffer {
  const response = readDer(answer);
  const status = inside(response, 0, 0).content;
  const token = childrenOf(response)[1];
  if (status.length !== 1 || (status[0] ?? 9) > 1 || token === undefined)
    throw new DerError('no time stamp was granted');
  return token.bytes;
}

async function post(url: string, body: Buffer, timeoutMs: number): Promise<Buffer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
    body: new Uint8Array(body),
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (!response.ok || response.body === null) throw new SealAway(away, new Error(`http.${response.status}`));
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    chunks.push(chunk);
    size += chunk.byteLength;
    if (size > largestAnswer) throw new SealAway(away, new Error('the answer is too long'));
  }
  return Buffer.concat(chunks);
}
