import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import forge from 'node-forge';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeLicencePaper } from '../../src/actions/licence/makeLicencePaper.ts';
import { readLicencePaper } from '../../src/actions/licence/readLicencePaper.ts';
import { createPkcs12Seal } from '../../src/outside/seal/pkcs12.ts';
import { SealAway } from '../../src/outside/seal/seal.ts';
import { preparePdf, sealPdf } from '../../src/outside/seal/sealPdf.ts';
import { openPaperWorld, type PaperWorld } from './paperWorld.ts';
import { issueFor, makeAuthority, makeKey, makeSeal } from './sealMaking.ts';
import { readSigned } from './signedPdf.ts';

let world: PaperWorld;
let folder: string;
let file: string;
const authority = makeAuthority();
const password = 'seal-Word 1';

beforeAll(async () => {
  world = await openPaperWorld();
  folder = await mkdtemp(join(tmpdir(), 'xinglin-validity-'));
  file = join(folder, 'seal.p12');
});
beforeEach(() => world.setNow('2026-03-02T09:00:00+08:00'));
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true });
});

/** The file of the seal as its authority hands it out, for a new key. */
async function handOut(from: string, until: string): Promise<string> {
  const { privateKey, publicKey } = makeKey('rsa');
  const certificate = issueFor(authority, publicKey, { from, until });
  const key = forge.pki.privateKeyFromPem(privateKey.export({ format: 'pem', type: 'pkcs1' }).toString());
  const asn1 = forge.pkcs12.toPkcs12Asn1(key, [forge.pki.certificateFromPem(certificate.toString())], password);
  await writeFile(file, Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'latin1'));
  return certificate.serialNumber;
}

describe('印章证书的有效期', () => {
  test.each([
    ['2027-03-02T00:00:00+08:00', '2028-03-02T00:00:00+08:00', '印章证书尚未生效(2027年3月2日起有效)'],
    ['2024-03-01T00:00:00+08:00', '2026-03-01T23:59:59+08:00', '印章证书已过期(有效至2026年3月1日),须更换证书'],
  ])('有效期以外(%s 至 %s)不出证书,也没有记录', async (from, until, words) => {
    await handOut(from, until);
    const sealing = world.withSealing({ seal: createPkcs12Seal({ file, password }) });
    const someone = await world.register();
    expect(await makeLicencePaper(sealing, someone.person, someone.entry.id)).toEqual({ kind: 'away', words });
    expect(await world.records(someone)).toEqual([]);
  });

  test('过期以后换上新的文件,不用重新启动;过期以前的证书仍能下载', async () => {
    const old = await handOut('2024-03-02T00:00:00+08:00', '2026-03-02T12:00:00+08:00');
    const sealing = world.withSealing({ seal: createPkcs12Seal({ file, password }) });
    const [early, late] = [await world.register(), await world.register()];
    expect(readSigned(await world.paperOf(early, sealing)).certificate.serialNumber).toBe(old);
    world.setNow('2026-03-02T12:00:01+08:00');
    expect(await makeLicencePaper(sealing, late.person, late.entry.id)).toMatchObject({ kind: 'away' });
    expect(await readLicencePaper(sealing, early.person, early.entry.id)).toMatchObject({ kind: 'paper' });
    const renewed = await handOut('2026-03-02T00:00:00+08:00', '2028-03-02T00:00:00+08:00');
    const { valid, certificate } = readSigned(await world.paperOf(late, sealing));
    expect([valid, certificate.serialNumber]).toEqual([true, renewed]);
  });

  test('准备以后印章换成了别的密钥:不签出一份对不上的', async () => {
    const [before, after] = [makeSeal(), makeSeal()];
    const opened = await before.open();
    const words = { name: '岳麓区卫生健康局', reason: '1', at: Temporal.Instant.from('2026-03-02T09:00:00+08:00') };
    const printed = await world.services.documents.pdf('letter', {
      ...{ number: '1', title: '受理通知书', addressee: '张景和', paragraphs: ['受理。'], basis: [], remedies: '' },
      ...{ issuer: '岳麓区卫生健康局', issuedOn: '2026年3月2日', copyTo: '', photo: null, mark: 'none' },
    });
    const prepared = preparePdf(printed, words, opened, false);
    await expect(sealPdf(prepared, after, opened, undefined)).rejects.toThrow(SealAway);
    expect(readSigned(await sealPdf(prepared, before, opened, undefined)).valid).toBe(true);
  });
});
