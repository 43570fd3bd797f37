import { createCipheriv, createHash, createHmac } from 'node:crypto';
import { type Decoys, decoyBytes, decoysFrom, listSize } from '../../domain/issuing/statusList.ts';
import type { Services } from '../services.ts';

/** The decoys of a list: drawn from the secret of the program, so that they are the same for ever and known to nobody else. */
export function statusDecoys({ secret }: Pick<Services, 'secret'>, list: number): Decoys {
  const key = createHmac('sha256', secret).update(`decoys of status list ${list}`).digest();
  const start = createHash('sha256').update(`status list ${list}`).digest().subarray(0, 16);
  return decoysFrom(createCipheriv('aes-256-ctr', key, start).update(Buffer.alloc(listSize * decoyBytes)));
}
