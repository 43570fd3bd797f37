/** What a leaf stands for: a row of the register's events or of the ledger. */
export type LeafKind = 'register_event' | 'ledger';

/** Bytes of a leaf: what it stands for, and a commitment that says nothing to who has neither salt nor row. */
export function leafData(kind: LeafKind, commitment: Uint8Array): Uint8Array {
  return new TextEncoder().encode(`xinglin-log/v1\n${kind}\n${commitment.toBase64()}\n`);
}

export function readLeaf(data: Uint8Array): { readonly kind: LeafKind; readonly commitment: Uint8Array } | undefined {
  const text = new TextDecoder().decode(data);
  const [, kind, base64 = ''] = /^xinglin-log\/v1\n(register_event|ledger)\n([A-Za-z0-9+/]{43}=)\n$/.exec(text) ?? [];
  if (kind !== 'register_event' && kind !== 'ledger') return undefined;
  return { kind, commitment: Uint8Array.fromBase64(base64) };
}

/** What shows which row a leaf stands for. */
export interface LeafOpening {
  /** Base64. */
  readonly salt: string;
  /** The row as JSON of one spelling (RFC 8785). */
  readonly row: string;
}

/** What is hashed into a commitment: a name of what it is, the salt, the row. */
export function committedBytes(kind: LeafKind, salt: Uint8Array, row: string): Uint8Array {
  const tag = `xinglin-log/v1/${kind}\n`;
  const bytes = new Uint8Array(tag.length + salt.length + row.length * 3);
  new TextEncoder().encodeInto(tag, bytes);
  bytes.set(salt, tag.length);
  const { written } = new TextEncoder().encodeInto(row, bytes.subarray(tag.length + salt.length));
  return bytes.subarray(0, tag.length + salt.length + written);
}

/** JSON of one spelling (RFC 8785): keys in order, no spaces. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const given = Object.entries(value).filter(([, each]) => each !== undefined);
  const sorted = given.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${sorted.map(([key, each]) => `${JSON.stringify(key)}:${canonicalJson(each)}`).join(',')}}`;
}
