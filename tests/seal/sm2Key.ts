import { sm2 } from 'sm-crypto-v2';
import { element, octets, oid, sequence, smallInteger } from '../../src/outside/seal/der.ts';

/** A new private key of SM2 as openssl writes it (PKCS#8). */
export function sm2Pem(): string {
  const { privateKey } = sm2.generateKeyPairHex();
  const key = sequence(smallInteger(1), octets(Buffer.from(privateKey.padStart(64, '0'), 'hex')));
  const algorithm = sequence(oid('1.2.840.10045.2.1'), oid('1.2.156.10197.1.301'));
  const der = sequence(element(2, Buffer.from([0])), algorithm, octets(key));
  const kind = 'PRIVATE KEY';
  return `-----BEGIN ${kind}-----\n${der.toString('base64')}\n-----END ${kind}-----\n`;
}
