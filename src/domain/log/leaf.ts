/** What a leaf stands for: a row of the register's events or of the ledger. */
export type LeafKind = 'register_event' | 'ledger';

const encoder = new TextEncoder();

/** Bytes of a leaf: what it stands for, and a commitment that says nothing to who has neither salt nor row. */
export function leafData(kind: LeafKind, commitment: Uint8Array): Uint8Array {
  return encoder.encode(`xinglin-log/v1\n${kind}\n${commitment.toBase64()}\n`);
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

/** What is hashed into a commitment, one after the other: a name of what it is, the salt, the row. */
export function committedParts(kind: LeafKind, salt: Uint8Array, row: string): readonly [string, Uint8Array, string] {
  return [`xinglin-log/v1/${kind}\n`, salt, row];
}

/** JSON of one spelling (RFC 8785): keys in order, no spaces. Asked of every row of the log, so it makes no copies. */
export function canonicalJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  let [text, before] = ['', '{'];
  for (const key of Object.keys(value).sort()) {
    const each: unknown = Reflect.get(value, key);
    if (each === undefined) continue;
    text += `${before}${JSON.stringify(key)}:${canonicalJson(each)}`;
    before = ',';
  }
  return text === '' ? '{}' : `${text}}`;
}
