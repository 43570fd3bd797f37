import { hash } from 'node:crypto';
import type { TreeHasher } from '../../domain/log/merkle.ts';

export function sha256(bytes: Uint8Array): Uint8Array {
  return hash('sha256', bytes, 'buffer');
}

const nodeBytes = 1 + 32 + 32;

/** RFC 6962 with SHA-256. */
export const treeHasher: TreeHasher = {
  leaf: (data) => {
    const bytes = new Uint8Array(1 + data.length);
    bytes.set(data, 1);
    return sha256(bytes);
  },
  node: (left, right) => {
    const bytes = new Uint8Array(nodeBytes);
    bytes[0] = 1;
    bytes.set(left, 1);
    bytes.set(right, 33);
    return sha256(bytes);
  },
  empty: sha256(new Uint8Array()),
};
