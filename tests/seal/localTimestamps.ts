import { createHash, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { issuerAndSerial } from '../../src/outside/seal/cms.ts';
import {
  childrenOf,
  contextTag,
  element,
  inside,
  octets,
  oid,
  readDer,
  sequence,
  setOf,
  smallInteger,
} from '../../src/outside/seal/der.ts';
import { ids, sha256Algorithm, signatureAlgorithms } from '../../src/outside/seal/objectIds.ts';
import { type Authority, issue, makeAuthority, makeKey } from './sealMaking.ts';

/** What a dishonest service does differently. */
export interface Lie {
  readonly imprint?: Buffer;
  readonly nonce?: Buffer;
  readonly status?: number;
  readonly use?: 'seal';
  readonly named?: Buffer;
  readonly signature?: Buffer;
  readonly at?: string;
  readonly answer?: Buffer;
  readonly httpStatus?: number;
}

export interface LocalTimestamps {
  readonly url: string;
  readonly root: Authority;
  readonly asked: () => number;
  lie(lie: Lie): void;
  close(): Promise<void>;
}

/** A time stamp service (RFC 3161) on this machine. */
export async function startLocalTimestamps(): Promise<LocalTimestamps> {
  const root = makeAuthority('测试时间戳根证书');
  const { privateKey, publicKey } = makeKey('ec');
  const certificates = {
    timestamp: issue(root, '测试时间戳', publicKey, 'timestamp'),
    seal: issue(root, '测试时间戳', publicKey, 'seal'),
  };
  let lie: Lie = {};
  let asked = 0;
  const answerTo = (question: Buffer): Buffer => {
    const [, about, nonce] = childrenOf(readDer(question));
    if (about === undefined || nonce === undefined) throw new Error('this is no request');
    const certificate = certificates[lie.use ?? 'timestamp'];
    const imprint = lie.imprint ?? inside(about, 1).content;
    const time = (lie.at ?? '2026-03-02T01:00:00Z').replace(/[-:T]/g, '');
    const info = sequence(
      smallInteger(1),
      oid('1.3.6.1.4.1.32473.1'),
      sequence(sha256Algorithm, octets(imprint)),
      smallInteger(7),
      element(24, Buffer.from(time)),
      lie.nonce ?? nonce.bytes,
    );
    const attributes = setOf(
      sequence(oid(ids.contentType), setOf(oid(ids.timestampInfo))),
      sequence(oid(ids.messageDigest), setOf(octets(createHash('sha256').update(info).digest()))),
      sequence(
        oid(ids.signingCertificateV2),
        setOf(sequence(sequence(sequence(octets(lie.named ?? createHash('sha256').update(certificate.raw).digest()))))),
      ),
    );
    const { issuer, serial } = issuerAndSerial(certificate);
    const signer = sequence(
      smallInteger(1),
      sequence(issuer, serial),
      sha256Algorithm,
      element(contextTag(0), readDer(attributes).content),
      signatureAlgorithms.ecdsa,
      octets(lie.signature ?? sign('sha256', attributes, privateKey)),
    );
    const signed = sequence(
      smallInteger(3),
      setOf(sha256Algorithm),
      sequence(oid(ids.timestampInfo), element(contextTag(0), octets(info))),
      element(contextTag(0), certificate.raw),
      setOf(signer),
    );
    const token = sequence(oid(ids.signedData), element(contextTag(0), signed));
    return lie.answer ?? sequence(sequence(smallInteger(lie.status ?? 0)), token);
  };
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    asked += 1;
    response.writeHead(lie.httpStatus ?? 200, { 'content-type': 'application/timestamp-reply' });
    response.end(answerTo(Buffer.concat(parts)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    root,
    asked: () => asked,
    lie: (told) => {
      lie = told;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
