import { hash } from 'node:crypto';
import type { TreeHasher } from '../../domain/log/merkle.ts';

/** By way of a string: memory of its own for each result would take four times as long as the hash. */
export function sha256(bytes: Uint8Array): Uint8Array {
  return Buffer.from(hash('sha256', bytes, 'binary'), 'latin1');
}

/** Where parts are put together; nothing of it outlives the call, and the log asks a dozen times a row. */
let scratch = Buffer.allocUnsafe(4096);

/** SHA-256 over the parts one after the other, text as UTF-8. */
export function sha256Of(...parts: readonly (Uint8Array | string)[]): Uint8Array {
  let most = 0;
  for (const part of parts) most += typeof part === 'string' ? part.length * 3 : part.length;
  if (most > scratch.length) scratch = Buffer.allocUnsafe(most * 2);
  let end = 0;
  for (const part of parts) {
    if (typeof part === 'string') end += scratch.write(part, end);
    else {
      scratch.set(part, end);
      end += part.length;
    }
  }
  return sha256(scratch.subarray(0, end));
}

const [leafByte, nodeByte] = [Uint8Array.of(0), Uint8Array.of(1)];

/** RFC 6962 with SHA-256. */
export const treeHasher: TreeHasher = {
  leaf: (data) => sha256Of(leafByte, data),
  node: (left, right) => sha256Of(nodeByte, left, right),
  empty: sha256(new Uint8Array()),
};
