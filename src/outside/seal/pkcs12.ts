import { createPrivateKey, type KeyObject, sign, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import forge from 'node-forge';
import { chainOf } from './chain.ts';
import { answersForItself, kindOf, type Seal, SealAway, type SealCertificate } from './seal.ts';

export interface Pkcs12Settings {
  readonly file: string;
  readonly password: string;
}

interface Opened {
  readonly key: KeyObject;
  readonly sealed: SealCertificate;
}

/** A seal whose key comes in a file (.p12, .pfx). Read at its first use; what cannot be read now is tried again at the next. */
export function createPkcs12Seal({ file, password }: Pkcs12Settings): Seal {
  let opening: Promise<Opened> | undefined;
  const open = async () => {
    opening ??= readContainer(file, password);
    try {
      return await opening;
    } catch (error) {
      opening = undefined;
      throw error;
    }
  };
  return {
    provider: 'pkcs12',
    open: async () => (await open()).sealed,
    openAnew: async () => {
      opening = undefined;
      return (await open()).sealed;
    },
    sign: async (bytes) => sign('sha256', bytes, (await open()).key),
  };
}

async function readContainer(file: string, password: string): Promise<Opened> {
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new SealAway('读不到印章文件(SEAL_PKCS12_FILE)', error);
  });
  let parsed: forge.pkcs12.Pkcs12Pfx;
  try {
    parsed = forge.pkcs12.pkcs12FromAsn1(forge.asn1.fromDer(bytes.toString('latin1')), password);
  } catch (error) {
    throw new SealAway('印章文件打不开,请检查 SEAL_PKCS12_PASSWORD', error);
  }
  const bags = parsed.safeContents.flatMap(({ safeBags }) => safeBags);
  const certificates = bags.flatMap((bag) => certificateOf(bag) ?? []);
  for (const bag of bags) {
    const key = keyOf(bag);
    const certificate = key === undefined ? undefined : certificates.find((each) => each.checkPrivateKey(key));
    if (key === undefined || certificate === undefined) continue;
    const chain = chainOf(certificate, certificates);
    return { key, sealed: { certificate, chain, kind: kindOf(certificate), test: answersForItself(certificate) } };
  }
  throw new SealAway('印章文件里没有密钥,或没有与密钥相符的证书');
}

function keyOf(bag: forge.pkcs12.Bag): KeyObject | undefined {
  if (bag.type !== forge.pki.oids.keyBag && bag.type !== forge.pki.oids.pkcs8ShroudedKeyBag) return undefined;
  // RSA is parsed; any other key is left as it was.
  const asn1 = bag.key ? forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(bag.key)) : bag.asn1;
  const der = Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'latin1');
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
}

function certificateOf(bag: forge.pkcs12.Bag): X509Certificate | undefined {
  if (bag.type !== forge.pki.oids.certBag) return undefined;
  const asn1 = bag.cert ? forge.pki.certificateToAsn1(bag.cert) : bag.asn1;
  return new X509Certificate(Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'latin1'));
}
