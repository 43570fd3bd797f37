import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { createPkcs11Seal } from '../../../src/outside/seal/pkcs11.ts';
import { createPkcs12Seal } from '../../../src/outside/seal/pkcs12.ts';
import type { Seal } from '../../../src/outside/seal/seal.ts';
import { issue, type KeyKind, makeAuthority, makeAuthorityBelow, makeKey } from '../sealMaking.ts';
import { readSigned } from '../signedPdf.ts';
import { newFolder, sealLicence, tool } from './tool.ts';

let folder: string;
const place = (name: string) => join(folder, name);
const root = makeAuthority();
const middle = makeAuthorityBelow(root, '测试中级证书');
const kinds: readonly KeyKind[] = ['ec', 'rsa'];
const serials = new Map<KeyKind, string>();

/** Keys with their certificates, and those above them, as files. */
beforeAll(async () => {
  folder = await newFolder();
  for (const kind of kinds) {
    const { privateKey, publicKey } = makeKey(kind);
    const certificate = issue(middle, '岳麓区卫生健康局', publicKey);
    serials.set(kind, certificate.serialNumber);
    await writeFile(place(`${kind}.key`), privateKey.export({ format: 'pem', type: 'pkcs8' }));
    await writeFile(place(`${kind}.pem`), certificate.toString());
    await writeFile(place(`${kind}.der`), certificate.raw);
    const chain = `${middle.certificate.toString()}${root.certificate.toString()}`;
    await writeFile(place('chain.pem'), chain);
    await writeFile(place(`${kind}-all.pem`), `${certificate.toString()}${chain}`);
  }
});

/** Sealed with that key: valid for pdfsig and for node:crypto; the chain in it without its root. */
async function expectSealed(seal: Seal, kind: KeyKind, certificates: number): Promise<void> {
  const pdf = await sealLicence(seal);
  const signed = readSigned(pdf);
  expect([signed.valid, signed.certificates, signed.certificate.serialNumber]).toEqual([
    true,
    certificates,
    serials.get(kind),
  ]);
  // Of its own: several are sealed at once.
  const file = place(`${randomUUID()}.pdf`);
  await writeFile(file, pdf);
  expect(await tool('pdfsig', [file])).toContain('Signature is Valid.');
  expect((await seal.open()).test).toBe(false);
}

describe.each(kinds)('PKCS#12(%s)', (kind) => {
  test.each([
    ['现行格式', []],
    ['旧格式', ['-legacy']],
  ])('%s的文件可以签章', async (_, format) => {
    const [key, own, chain] = [place(`${kind}.key`), place(`${kind}.pem`), place('chain.pem')];
    const out = ['-out', place('seal.p12'), '-passout', 'pass:seal-Word 1', ...format];
    await tool('openssl', ['pkcs12', '-export', '-inkey', key, '-in', own, '-certfile', chain, ...out]);
    const seal = createPkcs12Seal({ file: place('seal.p12'), password: 'seal-Word 1' });
    await expectSealed(seal, kind, 2);
    await expect(createPkcs12Seal({ file: place('seal.p12'), password: 'wrong' }).open()).rejects.toThrow(
      '请检查 SEAL_PKCS12_PASSWORD',
    );
  });
});

describe('PKCS#11(softhsm2)', () => {
  const module = '/usr/lib/softhsm/libsofthsm2.so';
  const settings = { module, token: 'xinglin', pin: '1234' };

  beforeAll(async () => {
    await mkdir(place('tokens'));
    await writeFile(place('softhsm2.conf'), `directories.tokendir = ${place('tokens')}\nlog.level = ERROR\n`);
    process.env.SOFTHSM2_CONF = place('softhsm2.conf');
    await tool('softhsm2-util', ['--init-token', '--free', '--label', 'other', '--so-pin', '4321', '--pin', '4321']);
    await tool('softhsm2-util', ['--init-token', '--free', '--label', 'xinglin', '--so-pin', '4321', '--pin', '1234']);
    for (const [i, kind] of kinds.entries()) {
      const about = ['--token', 'xinglin', '--label', `seal-${kind}`, '--id', `0${i + 1}`, '--pin', '1234'];
      await tool('softhsm2-util', ['--import', place(`${kind}.key`), ...about]);
    }
  });

  // Before anybody has signed in: a module knows one login for the whole program.
  test.each([
    ['口令不对', { pin: '9999' }, '不接受口令'],
    ['没有这个设备', { token: 'away' }, '没有找到印章密码设备'],
    ['没有这个密钥', { label: 'none' }, '没有这个密钥'],
    ['没有接口库', { module: '/nowhere/module.so' }, '接口库装不上'],
    ['证书文件不在', { certificateFile: '/nowhere/seal.pem' }, '印章密码设备打不开'],
  ])('%s:说明原因,不换用别的印章', async (_, wrong, words) => {
    const seal = createPkcs11Seal({ ...settings, label: 'seal-ec', ...wrong });
    await expect(seal.open()).rejects.toThrow(words);
    await expect(seal.sign(Buffer.from('x'))).rejects.toThrow(words);
  });

  test.each(kinds)('%s:密钥不出设备,证书在文件里', async (kind) => {
    const certificateFile = place(`${kind}-all.pem`);
    const seal = createPkcs11Seal({ ...settings, label: `seal-${kind}`, certificateFile });
    await expectSealed(seal, kind, 2);
    // Again on the same session, and several at once.
    await Promise.all([1, 2, 3].map(() => expectSealed(seal, kind, 2)));
  });

  test.each(kinds)('%s:证书也在设备里', async (kind) => {
    const about = ['--type', 'cert', '--label', `seal-${kind}`, '--login', '--pin', '1234', '--token-label', 'xinglin'];
    await tool('pkcs11-tool', ['--module', module, '--write-object', place(`${kind}.der`), ...about]);
    await expectSealed(createPkcs11Seal({ ...settings, label: `seal-${kind}` }), kind, 1);
  });

  test('证书与密钥不相符:不签', async () => {
    const seal = createPkcs11Seal({ ...settings, label: 'seal-ec', certificateFile: place('rsa-all.pem') });
    await expect(seal.open()).rejects.toThrow(/印章密码设备/);
  });
});
