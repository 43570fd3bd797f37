import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTimestamper } from '../../../src/outside/seal/timestamp.ts';
import { issue, makeAuthority, makeKey, makeSeal } from '../sealMaking.ts';
import { readSigned } from '../signedPdf.ts';
import { newFolder, sealLicence, tool } from './tool.ts';

let folder: string;
const root = makeAuthority('时间戳根证书');
const server = createServer(async (request, response) => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  const [question, answer] = [join(folder, 'question.tsq'), join(folder, 'answer.tsr')];
  await writeFile(question, Buffer.concat(parts));
  await tool('openssl', ['ts', '-reply', '-config', join(folder, 'ts.cnf'), '-queryfile', question, '-out', answer]);
  response.end(await readFile(answer));
});

beforeAll(async () => {
  folder = await newFolder();
  const { privateKey, publicKey } = makeKey('rsa');
  await writeFile(join(folder, 'tsa.key'), privateKey.export({ format: 'pem', type: 'pkcs8' }));
  await writeFile(join(folder, 'tsa.pem'), issue(root, '时间戳', publicKey, 'timestamp').toString());
  await writeFile(join(folder, 'serial'), '01\n');
  await writeFile(
    join(folder, 'ts.cnf'),
    [
      '[tsa]',
      'default_tsa = one',
      '[one]',
      `serial = ${folder}/serial`,
      `signer_cert = ${folder}/tsa.pem`,
      `signer_key = ${folder}/tsa.key`,
      'signer_digest = sha384',
      'default_policy = 1.3.6.1.4.1.32473.1',
      'digests = sha256, sha384',
      'accuracy = secs:1',
      'ess_cert_id_alg = sha256',
    ].join('\n'),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.close();
});

const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

test('openssl 给出的时间戳被采用,并在签名里', async () => {
  const timestamper = createTimestamper({ url: address(), roots: [root.certificate] });
  const pdf = await sealLicence(makeSeal(), timestamper);
  const { valid, timestamp } = readSigned(pdf);
  expect([valid, timestamp === undefined]).toEqual([true, false]);
  const file = join(folder, 'stamped.pdf');
  await writeFile(file, pdf);
  expect(await tool('pdfsig', [file])).toContain('Signature is Valid.');
});

test('根证书不是它的:不采用', async () => {
  const timestamper = createTimestamper({ url: address(), roots: [makeAuthority('时间戳根证书').certificate] });
  await expect(sealLicence(makeSeal(), timestamper)).rejects.toThrow('时间戳服务暂时不能使用');
});
