import type { Head } from './merkle.ts';

/** C2SP signed-note: a text that ends in a newline, an empty line, and one line for each signature. */
export interface Note {
  /** With its final newline: what is signed. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

export interface NoteSignature {
  readonly name: string;
  /** Four bytes that tell keys of one name apart, in hex. */
  readonly keyId: string;
  readonly signature: Uint8Array;
}

const longestNote = 64 * 1024;
/** Each of them may have to be verified. */
const mostSignatures = 64;
/** Space, no plus, nothing empty: as key names and origins must be. */
const keyName = /^[^\s+\p{Cc}]+$/u;

export function isKeyName(name: string): boolean {
  return keyName.test(name) && name.length <= 255;
}

export function formatSignature({ name, keyId, signature }: NoteSignature): string {
  const bytes = new Uint8Array([...Uint8Array.fromHex(keyId), ...signature]);
  return `— ${name} ${bytes.toBase64()}\n`;
}

export function formatNote({ text, signatures }: Note): string {
  return `${text}\n${signatures.map(formatSignature).join('')}`;
}

/** Undefined for what is not a note. */
export function readNote(given: string): Note | undefined {
  const end = given.lastIndexOf('\n\n');
  // Control characters but the newline are not allowed in a note.
  if (end < 0 || given.length > longestNote || /[\p{Cc}]/u.test(given.replaceAll('\n', ''))) return undefined;
  const signatures = readSignatures(given.slice(end + 2));
  return signatures === undefined || signatures.length === 0
    ? undefined
    : { text: given.slice(0, end + 1), signatures };
}

/** Lines of signatures, each with its newline. */
export function readSignatures(given: string): NoteSignature[] | undefined {
  if (!given.endsWith('\n')) return undefined;
  const lines = given.slice(0, -1).split('\n');
  if (lines.length > mostSignatures) return undefined;
  const read = lines.map(readSignature);
  return read.every((one) => one !== undefined) ? read : undefined;
}

function readSignature(line: string): NoteSignature | undefined {
  const [, name = '', base64 = ''] = /^— (\S+) (\S+)$/.exec(line) ?? [];
  const bytes = readBase64(base64);
  if (!isKeyName(name) || bytes === undefined || bytes.length < 5) return undefined;
  return { name, keyId: bytes.subarray(0, 4).toHex(), signature: bytes.subarray(4) };
}

/** Strict: one spelling for each value. */
export function readBase64(text: string): Uint8Array | undefined {
  try {
    const bytes = Uint8Array.fromBase64(text, { lastChunkHandling: 'strict' });
    return bytes.toBase64() === text ? bytes : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** C2SP tlog-checkpoint: a note of the log's name, how many leaves it has, and their root. */
export interface Checkpoint extends Head {
  readonly origin: string;
}

export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${root.toBase64()}\n`;
}

/** Lines after the third are allowed, and say nothing to us. */
export function readCheckpointText(text: string): Checkpoint | undefined {
  const lines = text.split('\n');
  const [origin = '', digits = '', base64 = ''] = lines;
  const size = readTreeSize(digits);
  const root = readBase64(base64);
  const whole = lines.at(-1) === '' && lines.slice(0, -1).every((line) => line !== '');
  if (!whole || origin === '' || size === undefined || root?.length !== 32) return undefined;
  return { origin, size, root };
}

/** Decimal, without zeroes in front. */
export function readTreeSize(text: string): number | undefined {
  const size = /^(0|[1-9][0-9]{0,15})$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(size) ? size : undefined;
}
