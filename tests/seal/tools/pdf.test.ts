import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeLocalTestSeal, openLocalTestSeal } from '../../../src/outside/seal/localTest.ts';
import type { Seal } from '../../../src/outside/seal/seal.ts';
import { createTimestamper } from '../../../src/outside/seal/timestamp.ts';
import { startLocalTimestamps } from '../localTimestamps.ts';
import { makeSeal } from '../sealMaking.ts';
import { readSigned } from '../signedPdf.ts';
import { newFolder, sealLetter, sealLicence, tool } from './tool.ts';

let folder: string;
beforeAll(async () => {
  folder = await newFolder();
});

const seals: readonly (readonly [string, () => Seal])[] = [
  ['测试印章', () => openLocalTestSeal(makeLocalTestSeal(Temporal.Now.instant()))],
  ['ECDSA 印章', () => makeSeal('ec')],
  ['RSA 印章', () => makeSeal('rsa')],
];

/** The certificate itself is taken as known: nobody but a licensed authority makes one that is. */
const verifyCms = ['cms', '-verify', '-binary', '-inform', 'DER', '-cades', '-partial_chain', '-purpose', 'any'];

describe.each(seals)('%s', (_, make) => {
  test.each([
    ['证书', sealLicence],
    ['文书', sealLetter],
  ])('pdfsig:%s的签名有效,覆盖整个文件;qpdf:结构完好', async (name, sealPaper) => {
    const file = join(folder, `${name}.pdf`);
    await writeFile(file, await sealPaper(make()));
    const said = await tool('pdfsig', [file]);
    expect(said).toContain('Signature is Valid.');
    expect(said).toContain('Total document signed');
    expect(said).toContain('ETSI.CAdES.detached');
    expect(await tool('qpdf', ['--check', file])).toContain('No syntax or stream encoding errors found');
  });

  test('openssl:CAdES 签名有效;换一份内容就无效', async () => {
    const { cms, content, certificate } = readSigned(await sealLicence(make()));
    const [signature, signed, known] = [join(folder, 'cms.der'), join(folder, 'content'), join(folder, 'known.pem')];
    await writeFile(known, certificate.toString());
    await writeFile(signature, cms);
    await writeFile(signed, content);
    const args = [...verifyCms, '-in', signature, '-content', signed, '-CAfile', known, '-out', join(folder, 'out')];
    expect(await tool('openssl', args)).toMatch(/CAdES Verification successful/i);
    await writeFile(signed, content.subarray(1));
    await expect(tool('openssl', args)).rejects.toThrow('erification failure');
  });

  test('改动一个字节:pdfsig 报告无效', async () => {
    const pdf = await sealLicence(make());
    pdf[pdf.indexOf('/Lang (zh') + 7] = 0x58;
    const file = join(folder, 'changed.pdf');
    await writeFile(file, pdf);
    expect(await tool('pdfsig', [file])).not.toContain('Signature is Valid.');
  });
});

test('签章以后仍是带标签的 PDF(读屏可用)', async () => {
  const file = join(folder, 'tagged.pdf');
  await writeFile(file, await sealLicence(makeSeal()));
  expect(await tool('pdfinfo', [file])).toMatch(/Tagged: +yes/);
});

test('时间戳:pdfsig 认可签名,openssl ts 认可时间戳', async () => {
  const service = await startLocalTimestamps();
  const timestamper = createTimestamper({ url: service.url, roots: [service.root.certificate] });
  const pdf = await sealLicence(makeSeal(), timestamper);
  await service.close();
  const file = join(folder, 'stamped.pdf');
  await writeFile(file, pdf);
  expect(await tool('pdfsig', [file])).toContain('Signature is Valid.');
  const { stamped, token } = readSigned(pdf).timestamp ?? { stamped: Buffer.alloc(0), token: Buffer.alloc(0) };
  const names = ['stamped', 'token', 'root.pem'].map((name) => join(folder, name));
  await writeFile(names[0] ?? '', stamped);
  await writeFile(names[1] ?? '', token);
  await writeFile(names[2] ?? '', service.root.certificate.toString());
  const args = [
    'ts',
    '-verify',
    '-token_in',
    '-in',
    names[1] ?? '',
    '-data',
    names[0] ?? '',
    '-CAfile',
    names[2] ?? '',
  ];
  expect(await tool('openssl', args)).toContain('Verification: OK');
});
