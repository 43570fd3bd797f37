import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { isKeyName, type NoteSignature, readBase64, readNote } from '../../domain/log/note.ts';
import { sha256 } from './sha256.ts';

/** C2SP signed-note, kinds of keys: the log signs as Ed25519, a witness as timestamped Ed25519 (cosignature/v1). */
const kinds = { log: 1, witness: 4 } as const;
export type NoteKeyKind = keyof typeof kinds;

/** A public key with its name, as `name+keyid+base64` hands it about. */
export interface NoteVerifier {
  readonly kind: NoteKeyKind;
  readonly name: string;
  readonly keyId: string;
  readonly vkey: string;
  readonly publicKey: KeyObject;
}

export interface NoteSigner extends NoteVerifier {
  readonly privateKey: KeyObject;
}

function verifierOf(kind: NoteKeyKind, name: string, x: Uint8Array): NoteVerifier {
  const key = new Uint8Array([kinds[kind], ...x]);
  const keyId = sha256(new Uint8Array([...new TextEncoder().encode(`${name}\n`), ...key]))
    .subarray(0, 4)
    .toHex();
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: x.toBase64({ alphabet: 'base64url', omitPadding: true }) };
  const publicKey = createPublicKey({ key: jwk, format: 'jwk' });
  return { kind, name, keyId, vkey: `${name}+${keyId}+${key.toBase64()}`, publicKey };
}

/** The private scalar of a new key, base64url. */
export function newNoteSecret(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }).d ?? '';
}

/** PKCS #8 of an Ed25519 key but for its 32 bytes (RFC 8410). */
const pkcs8 = Uint8Array.fromHex('302e020100300506032b657004220420');

export function noteSigner(kind: NoteKeyKind, name: string, secret: string): NoteSigner {
  const seed = Uint8Array.fromBase64(secret, { alphabet: 'base64url' });
  const privateKey = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' });
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  return { ...verifierOf(kind, name, Uint8Array.fromBase64(x, { alphabet: 'base64url' })), privateKey };
}

/** Undefined for what is no key of this kind. */
export function readVkey(kind: NoteKeyKind, vkey: string): NoteVerifier | undefined {
  const [, name = '', , base64 = ''] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(vkey) ?? [];
  const key = readBase64(base64);
  if (!isKeyName(name) || key?.length !== 33 || key[0] !== kinds[kind]) return undefined;
  const verifier = verifierOf(kind, name, key.subarray(1));
  return verifier.vkey === vkey ? verifier : undefined;
}

const bytesOf = (text: string) => new TextEncoder().encode(text);

export function signNote({ name, keyId, privateKey }: NoteSigner, text: string): NoteSignature {
  return { name, keyId, signature: sign(null, bytesOf(text), privateKey) };
}

/** A witness says when it has seen a checkpoint, and that there was no larger one (tlog-cosignature). */
export function cosignNote({ name, keyId, privateKey }: NoteSigner, text: string, seconds: number): NoteSignature {
  const signature = new Uint8Array(8 + 64);
  new DataView(signature.buffer).setBigUint64(0, BigInt(seconds));
  signature.set(sign(null, bytesOf(cosigned(text, seconds)), privateKey), 8);
  return { name, keyId, signature };
}

function cosigned(text: string, seconds: number): string {
  return `cosignature/v1\ntime ${seconds}\n${text}`;
}

/** Whether one of the signatures is by this key; a wrong one by it makes the whole note wrong. */
export function isNoteBy(verifier: NoteVerifier, given: string): boolean {
  const note = readNote(given);
  const own = note?.signatures.filter(({ name, keyId }) => name === verifier.name && keyId === verifier.keyId) ?? [];
  return own.length > 0 && own.every((one) => isSignatureBy(verifier, note?.text ?? '', one));
}

export function isSignatureBy(verifier: NoteVerifier, text: string, { signature }: NoteSignature): boolean {
  if (verifier.kind === 'log')
    return signature.length === 64 && verify(null, bytesOf(text), verifier.publicKey, signature);
  const seconds = cosignedAt(signature);
  if (seconds === undefined) return false;
  return verify(null, bytesOf(cosigned(text, seconds)), verifier.publicKey, signature.subarray(8));
}

/** When a witness has signed, in seconds since 1970. */
function cosignedAt(signature: Uint8Array): number | undefined {
  if (signature.length !== 72) return undefined;
  const seconds = new DataView(signature.buffer, signature.byteOffset).getBigUint64(0);
  return seconds > BigInt(Number.MAX_SAFE_INTEGER) ? undefined : Number(seconds);
}
