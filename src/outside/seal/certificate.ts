import { type KeyObject, randomBytes, sign, X509Certificate } from 'node:crypto';
import {
  contextTag,
  element,
  integer,
  octets,
  oid,
  sequence,
  setOf,
  smallInteger,
  tags,
  utcTime,
  utf8,
} from './der.ts';
import { ids, signatureAlgorithms } from './objectIds.ts';

export interface NewCertificate {
  readonly subject: string;
  readonly publicKey: KeyObject;
  /** Who answers for it; absent: it answers for itself. */
  readonly issuer?: { readonly subject: string; readonly privateKey: KeyObject };
  /** Signs itself, where there is no issuer. */
  readonly privateKey?: KeyObject;
  readonly from: Temporal.Instant;
  readonly until: Temporal.Instant;
  /** `seal` signs documents, `authority` signs certificates, `timestamp` signs times. */
  readonly use: 'seal' | 'authority' | 'timestamp';
}

const basicConstraints = '2.5.29.19';
const keyUsage = '2.5.29.15';
const yes = element(1, Buffer.from([0xff]));

/** A certificate (X.509 v3) for tests and demonstrations: a real one comes from a licensed authority. */
export function makeCertificate(wanted: NewCertificate): X509Certificate {
  const key = wanted.issuer?.privateKey ?? wanted.privateKey;
  if (key === undefined) throw new TypeError('a certificate needs somebody who signs it');
  const algorithm = signatureAlgorithms[key.asymmetricKeyType === 'rsa' ? 'rsa' : 'ecdsa'];
  const body = sequence(
    element(contextTag(0), smallInteger(2)),
    // RFC 5280 4.1.2.2: positive, at most 20 octets.
    integer(Buffer.concat([Buffer.from([0x5a]), randomBytes(15)])),
    algorithm,
    nameOf(wanted.issuer?.subject ?? wanted.subject),
    sequence(utcTime(wanted.from), utcTime(wanted.until)),
    nameOf(wanted.subject),
    wanted.publicKey.export({ format: 'der', type: 'spki' }),
    element(contextTag(3), sequence(...extensions(wanted.use))),
  );
  const signature = sign('sha256', body, key);
  return new X509Certificate(sequence(body, algorithm, element(tags.bits, Buffer.from([0]), signature)));
}

function extensions(use: NewCertificate['use']): Buffer[] {
  const authority = use === 'authority';
  // digitalSignature and contentCommitment; of an authority keyCertSign and cRLSign.
  const usage = element(tags.bits, Buffer.from(authority ? [1, 0x06] : [6, 0xc0]));
  return [
    sequence(oid(basicConstraints), yes, octets(authority ? sequence(yes) : sequence())),
    sequence(oid(keyUsage), yes, octets(usage)),
    ...(use === 'timestamp' ? [sequence(oid(ids.extendedKeyUsage), yes, octets(sequence(oid(ids.timeStamping))))] : []),
  ];
}

function nameOf(commonName: string): Buffer {
  return sequence(setOf(sequence(oid('2.5.4.3'), utf8(commonName))));
}
