import { randomBytes, verify, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createTurnstile } from '../turnstile.ts';
import { chainOf } from './chain.ts';
import { sha256 } from './cms.ts';
import { type Cryptoki, CryptokiError, ck, loadCryptoki } from './cryptoki.ts';
import { derNull, integer, octets, oid, sequence } from './der.ts';
import { ids } from './objectIds.ts';
import { answersForItself, kindOf, type Seal, SealAway, type SealCertificate } from './seal.ts';

export interface Pkcs11Settings {
  readonly module: string;
  readonly token: string;
  readonly pin: string;
  /** Label of the key, and of its certificate where the token holds it. */
  readonly label: string;
  /** PEM: the certificate of the key and those above it, where the token does not hold them. */
  readonly certificateFile?: string | undefined;
}

interface Opened {
  readonly cryptoki: Cryptoki;
  readonly session: bigint;
  readonly key: bigint;
  readonly sealed: SealCertificate;
}

/** A seal whose key lies in a security module and never leaves it. Opened at the first use; what fails is opened anew at the next. */
export function createPkcs11Seal(settings: Pkcs11Settings): Seal {
  // One session, one signature at a time.
  const turnstile = createTurnstile({ atOnce: 1, waiting: 200 });
  let opened: Opened | undefined;
  let refused: SealAway | undefined;
  const open = async () => {
    if (refused !== undefined) throw refused;
    try {
      opened ??= await openToken(settings);
      return opened;
    } catch (error) {
      if (error instanceof WrongPin) refused = error;
      throw error;
    }
  };
  const drop = () => {
    opened?.cryptoki.close();
    opened = undefined;
  };
  const signOnce = async (bytes: Uint8Array) => signWith(await open(), bytes);
  return {
    provider: 'pkcs11',
    open: () => turnstile.run(async () => (await open()).sealed),
    openAnew: () =>
      turnstile.run(async () => {
        drop();
        return (await open()).sealed;
      }),
    sign: (bytes) =>
      turnstile.run(async () => {
        try {
          return await signOnce(bytes);
        } catch (error) {
          drop();
          if (error instanceof SealAway) throw error;
        }
        // A module that was away for a moment forgets its sessions.
        try {
          return await signOnce(bytes);
        } catch (error) {
          drop();
          throw error instanceof SealAway ? error : new SealAway('印章密码设备没有应答', error);
        }
      }),
  };
}

async function signWith({ cryptoki, session, key, sealed }: Opened, bytes: Uint8Array): Promise<Buffer> {
  const digest = sha256(bytes);
  if (sealed.kind === 'rsa') return cryptoki.sign(session, key, ck.rsaPkcs, digestInfo(digest));
  return ecdsaDer(await cryptoki.sign(session, key, ck.ecdsa, digest));
}

async function openToken(settings: Pkcs11Settings): Promise<Opened> {
  const cryptoki = await loadCryptoki(settings.module).catch((error: unknown) => {
    throw new SealAway('印章密码设备的接口库装不上(SEAL_PKCS11_MODULE)', error);
  });
  try {
    const slot = cryptoki.slots().find(({ label }) => label === settings.token)?.slot;
    if (slot === undefined) throw new SealAway('没有找到印章密码设备(SEAL_PKCS11_TOKEN)');
    const session = cryptoki.openSession(slot);
    login(cryptoki, session, settings.pin);
    const label = { type: ck.label, value: Buffer.from(settings.label) };
    const [key] = cryptoki.find(session, [classOf(ck.privateKey), label]);
    if (key === undefined) throw new SealAway('印章密码设备里没有这个密钥(SEAL_PKCS11_LABEL)');
    const [certificate, ...others] = await certificatesOf(settings, cryptoki, session);
    if (certificate === undefined) throw new SealAway('没有印章密钥的证书(SEAL_CERTIFICATE_FILE)');
    const chain = chainOf(certificate, others);
    const sealed = { certificate, chain, kind: kindOf(certificate), test: answersForItself(certificate) };
    const opened = { cryptoki, session, key, sealed };
    const probe = randomBytes(32);
    if (!verify('sha256', probe, certificate.publicKey, await signWith(opened, probe))) {
      throw new SealAway('印章密码设备的证书与密钥不相符');
    }
    return opened;
  } catch (error) {
    cryptoki.close();
    throw error instanceof SealAway ? error : new SealAway('印章密码设备打不开,请检查口令和连接', error);
  }
}

/** Said once and never tried again before the next start: after a few wrong ones a module locks itself. */
class WrongPin extends SealAway {}

const pinErrors: readonly number[] = [0xa0, 0xa1, 0xa2, 0xa3, 0xa4];

function login(cryptoki: Cryptoki, session: bigint, pin: string): void {
  try {
    cryptoki.login(session, pin);
  } catch (error) {
    if (!(error instanceof CryptokiError) || !pinErrors.includes(error.code)) throw error;
    throw new WrongPin('印章密码设备不接受口令(SEAL_PKCS11_PIN),改正后须重新启动', error);
  }
}

async function certificatesOf(
  { certificateFile, label }: Pkcs11Settings,
  cryptoki: Cryptoki,
  session: bigint,
): Promise<X509Certificate[]> {
  if (certificateFile !== undefined) {
    const text = await readFile(certificateFile, 'utf8');
    const all = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
    return all.map((pem) => new X509Certificate(pem));
  }
  const wanted = [classOf(ck.certificate), { type: ck.label, value: Buffer.from(label) }];
  return cryptoki.find(session, wanted).map((object) => new X509Certificate(cryptoki.read(session, object, ck.value)));
}

function classOf(value: bigint) {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return { type: ck.class, value: bytes };
}

/** DigestInfo of PKCS#1 v1.5: every module can sign it, not every one digests. */
function digestInfo(digest: Buffer): Buffer {
  return sequence(sequence(oid(ids.sha256), derNull()), octets(digest));
}

/** A module answers r and s one behind the other. */
function ecdsaDer(signature: Buffer): Buffer {
  const half = signature.length / 2;
  return sequence(integer(signature.subarray(0, half)), integer(signature.subarray(half)));
}
