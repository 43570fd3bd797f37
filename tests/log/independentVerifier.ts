// Written from RFC 6962, RFC 8032 and the C2SP texts (signed-note, tlog-checkpoint, tlog-tiles, tlog-cosignature) alone: it shares
// no line with the program it judges.
import { createHash, createPublicKey, verify } from 'node:crypto';

export type Fetch = (path: string) => Promise<Buffer>;

export interface SignedTree {
  readonly origin: string;
  readonly size: bigint;
  readonly root: Buffer;
  /** Names of known keys that have signed. */
  readonly signers: readonly string[];
}

/** `name+hash+base64(type ‖ key)` */
function readKey(vkey: string) {
  const [name = '', hash = '', encoded = ''] = vkey
    .trim()
    .split('+', 2)
    .concat(vkey.trim().split('+').slice(2).join('+'));
  const material = Buffer.from(encoded, 'base64');
  const id = createHash('sha256').update(`${name}\n`).update(material).digest().subarray(0, 4);
  if (id.toString('hex') !== hash) throw new Error('the key does not carry its own hash');
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), material.subarray(1)]);
  return { name, id, type: material[0], key: createPublicKey({ key: spki, format: 'der', type: 'spki' }) };
}

/** A checkpoint, believed only when a known key has signed it; a wrong signature by a known key spoils it. */
export function openCheckpoint(note: string, vkeys: readonly string[]): SignedTree {
  const split = note.lastIndexOf('\n\n');
  const text = note.slice(0, split + 1);
  const signers: string[] = [];
  for (const line of note
    .slice(split + 2)
    .split('\n')
    .slice(0, -1)) {
    const [dash, name, encoded = ''] = line.split(' ');
    if (dash !== '\u2014') throw new Error('not a signature line');
    const bytes = Buffer.from(encoded, 'base64');
    const known = vkeys.map(readKey).find((key) => key.name === name && key.id.equals(bytes.subarray(0, 4)));
    if (known === undefined) continue;
    const signature = bytes.subarray(4);
    const [message, raw] =
      known.type === 4
        ? [`cosignature/v1\ntime ${signature.readBigUInt64BE()}\n${text}`, signature.subarray(8)]
        : [text, signature];
    if (!verify(null, Buffer.from(message), known.key, raw)) throw new Error(`the signature of ${name} is wrong`);
    signers.push(known.name);
  }
  if (signers.length === 0) throw new Error('nobody known has signed');
  const [origin = '', size = '', root = ''] = text.split('\n');
  return { origin, size: BigInt(size), root: Buffer.from(root, 'base64'), signers };
}

const leafHash = (data: Buffer) => createHash('sha256').update(Buffer.of(0)).update(data).digest();
const nodeHash = (left: Buffer, right: Buffer) =>
  createHash('sha256').update(Buffer.of(1)).update(left).update(right).digest();

/** MTH of RFC 6962, 2.1, over hashes of leaves. */
export function merkleRoot(hashes: readonly Buffer[]): Buffer {
  const [only] = hashes;
  if (only === undefined) return createHash('sha256').digest();
  if (hashes.length === 1) return only;
  const k = 2 ** (Math.ceil(Math.log2(hashes.length)) - 1);
  return nodeHash(merkleRoot(hashes.slice(0, k)), merkleRoot(hashes.slice(k)));
}

function tileName(index: number): string {
  const digits = String(index).padStart(Math.ceil(String(index).length / 3) * 3, '0');
  const groups = digits.match(/\d{3}/g) ?? [];
  return groups.map((group, n) => (n < groups.length - 1 ? `x${group}` : group)).join('/');
}

async function tiles(fetch: Fetch, level: string, count: number): Promise<Buffer[]> {
  const found: Buffer[] = [];
  for (let index = 0; index * 256 < count; index += 1) {
    const width = Math.min(256, count - index * 256);
    found.push(await fetch(`tile/${level}/${tileName(index)}${width === 256 ? '' : `.p/${width}`}`));
  }
  return found;
}

/** Every leaf hash of a tree, out of the tiles; each level above is checked against the one below. */
export async function leafHashes(fetch: Fetch, size: number): Promise<Buffer[]> {
  let [below, leaves]: [Buffer[] | undefined, Buffer[]] = [undefined, []];
  for (let level = 0, count = size; count > 0; level += 1, count = Math.floor(count / 256)) {
    const hashes = (await tiles(fetch, String(level), count)).flatMap((tile) =>
      Array.from({ length: tile.length / 32 }, (_, n) => tile.subarray(n * 32, n * 32 + 32)),
    );
    if (hashes.length !== count) throw new Error(`level ${level} has ${hashes.length} hashes, not ${count}`);
    const under = below;
    if (under !== undefined)
      for (const [n, hash] of hashes.entries())
        if (!merkleRoot(under.slice(n * 256, n * 256 + 256)).equals(hash))
          throw new Error(`level ${level} is wrong at ${n}`);
    if (level === 0) leaves = hashes;
    below = hashes;
  }
  return leaves;
}

/** Every entry, out of the bundles; each hashes to its leaf. */
export async function entries(fetch: Fetch, size: number): Promise<Buffer[]> {
  const found: Buffer[] = [];
  for (const bundle of await tiles(fetch, 'entries', size))
    for (let at = 0; at < bundle.length; ) {
      const length = bundle.readUInt16BE(at);
      found.push(bundle.subarray(at + 2, at + 2 + length));
      at += 2 + length;
    }
  const hashes = await leafHashes(fetch, size);
  if (found.length !== size || found.some((entry, n) => !leafHash(entry).equals(hashes[n] ?? Buffer.of())))
    throw new Error('the entries are not those of the tree');
  return found;
}

interface Proof {
  readonly index: number;
  readonly size: number;
  readonly leaf: string;
  readonly hashes: readonly string[];
  readonly checkpoint: string;
}

/** RFC 9162, 2.1.3.2: the path of a leaf leads to the root of the signed tree. */
export function isIncluded(proof: Proof, vkey: string): boolean {
  const tree = openCheckpoint(proof.checkpoint, [vkey]);
  if (tree.size !== BigInt(proof.size) || proof.index >= proof.size) return false;
  let [fn, sn] = [BigInt(proof.index), tree.size - 1n];
  let r = leafHash(Buffer.from(proof.leaf, 'base64'));
  for (const p of proof.hashes.map((hash) => Buffer.from(hash, 'base64'))) {
    if (sn === 0n) return false;
    if ((fn & 1n) === 1n || fn === sn) {
      r = nodeHash(p, r);
      while ((fn & 1n) === 0n && fn !== 0n) {
        fn >>= 1n;
        sn >>= 1n;
      }
    } else r = nodeHash(r, p);
    fn >>= 1n;
    sn >>= 1n;
  }
  return sn === 0n && r.equals(tree.root);
}

/** The row of an opening is the one the leaf commits to (docs/decisions/0019). */
export function opensLeaf(
  { leaf, opening }: { leaf: string; opening?: { salt: string; row: string } },
  kind: string,
): boolean {
  if (opening === undefined) return false;
  const commitment = createHash('sha256')
    .update(`xinglin-log/v1/${kind}\n`)
    .update(Buffer.from(opening.salt, 'base64'))
    .update(opening.row)
    .digest('base64');
  return Buffer.from(leaf, 'base64').toString() === `xinglin-log/v1\n${kind}\n${commitment}\n`;
}
