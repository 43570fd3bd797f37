import type { NodeAt, Subtree, TreeHasher } from './merkle.ts';

/** C2SP tlog-tiles: 256 consecutive hashes of one level; each hash of a level stands for a full tile of the one below. */
export const tileWidth = 256;
export const hashBytes = 32;

/** A tile of hashes, or a bundle of entries. */
export interface Tile {
  readonly level: number | 'entries';
  readonly index: number;
  /** Less than 256 at the right edge of a tree. */
  readonly width: number;
}

/** `tile/1/x001/x234/067.p/5` */
export function tilePath({ level, index, width }: Tile): string {
  const suffix = width === tileWidth ? '' : `.p/${width}`;
  return `tile/${level}/${groupsOf(index)}${suffix}`;
}

function groupsOf(index: number): string {
  const groups = [String(index % 1000).padStart(3, '0')];
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000))
    groups.unshift(`x${String(rest % 1000).padStart(3, '0')}`);
  return groups.join('/');
}

const path = /^tile\/(entries|[0-9]|[1-5][0-9]|6[0-3])\/((?:x\d{3}\/){0,4}\d{3})(?:\.p\/([1-9][0-9]{0,2}))?$/;

/** What an address names; undefined for everything that is not spelt exactly as it must be. */
export function readTilePath(text: string): Tile | undefined {
  const [, level = '', groups = '', width] = path.exec(text) ?? [];
  if (level === '') return undefined;
  const index = Number(groups.replaceAll(/[x/]/g, ''));
  const tile: Tile = {
    level: level === 'entries' ? level : Number(level),
    index,
    width: width === undefined ? tileWidth : Number(width),
  };
  // 256 is no partial tile, and x000/001 is not how 1 is written.
  return tilePath(tile) === text ? tile : undefined;
}

/** How many hashes a level of a tree holds. */
export function hashesOfLevel(level: number, size: number): number {
  return Math.floor(size / tileWidth ** level);
}

/** The tile of a tree at a place; undefined: the tree does not reach it. */
export function tileAt(level: number, index: number, size: number): Tile | undefined {
  const width = Math.min(tileWidth, hashesOfLevel(level, size) - index * tileWidth);
  return width > 0 ? { level, index, width } : undefined;
}

/** Level of the tile in which the hash of a subtree is found, or made from hashes that lie side by side in it. */
function placeOf({ height, index }: Subtree) {
  const level = Math.floor(height / 8);
  const span = 2 ** (height - level * 8);
  const first = index * span;
  return { level, tile: Math.floor(first / tileWidth), first: first % tileWidth, span };
}

/** The tile of a tree that a subtree is read from. */
function tileOf(subtree: Subtree, size: number): Tile | undefined {
  const { level, tile } = placeOf(subtree);
  return tileAt(level, tile, size);
}

/** Tiles that hold what is needed for the hashes of these ranges. */
export function tilesFor(subtrees: readonly Subtree[], size: number): Tile[] {
  const found = new Map<string, Tile>();
  for (const subtree of subtrees) {
    const tile = tileOf(subtree, size);
    if (tile !== undefined) found.set(tilePath(tile), tile);
  }
  return [...found.values()];
}

/** Reads subtrees out of tiles that have been fetched. */
export function nodesOfTiles(
  hasher: TreeHasher,
  size: number,
  bytesOf: (tile: Tile) => Uint8Array | undefined,
): NodeAt {
  return (subtree) => {
    const tile = tileOf(subtree, size);
    const bytes = tile === undefined ? undefined : bytesOf(tile);
    const { first, span } = placeOf(subtree);
    if (bytes === undefined || bytes.length < (first + span) * hashBytes) return undefined;
    let hashes = Array.from({ length: span }, (_, n) =>
      bytes.subarray((first + n) * hashBytes, (first + n + 1) * hashBytes),
    );
    while (hashes.length > 1) hashes = pairs(hashes).map(([left, right]) => hasher.node(left, right));
    return hashes[0];
  };
}

function pairs(hashes: readonly Uint8Array[]): [Uint8Array, Uint8Array][] {
  return hashes.flatMap((left, n) => {
    const right = hashes[n + 1];
    return n % 2 === 0 && right !== undefined ? [[left, right] as [Uint8Array, Uint8Array]] : [];
  });
}

/** Entries of a bundle: each behind its length, two bytes. */
export function writeBundle(entries: readonly Uint8Array[]): Uint8Array {
  const bundle = new Uint8Array(entries.reduce((sum, entry) => sum + 2 + entry.length, 0));
  let at = 0;
  for (const entry of entries) {
    if (entry.length > 0xffff) throw new Error('an entry of the log is longer than 65535 bytes');
    bundle.set([entry.length >> 8, entry.length & 0xff], at);
    bundle.set(entry, at + 2);
    at += 2 + entry.length;
  }
  return bundle;
}

/** Undefined when the lengths do not fit. */
export function readBundle(bundle: Uint8Array): Uint8Array[] | undefined {
  const entries: Uint8Array[] = [];
  for (let at = 0; at < bundle.length; ) {
    const length = (bundle[at] ?? 0) * 256 + (bundle[at + 1] ?? 0);
    const until = at + 2 + length;
    if (until > bundle.length) return undefined;
    entries.push(bundle.subarray(at + 2, until));
    at = until;
  }
  return entries;
}
