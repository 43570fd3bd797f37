import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { openSm2Seal, usualSignerId, verifySm2 } from '../../../src/outside/seal/sm2.ts';
import { newFolder, tool } from './tool.ts';

let folder: string;
let pem: string;
const message = Buffer.from('{"证照标识":"1.2.156.3005.2"}');
const place = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await newFolder();
  await tool('openssl', ['genpkey', '-algorithm', 'SM2', '-out', place('key.pem')]);
  await tool('openssl', ['pkey', '-in', place('key.pem'), '-pubout', '-out', place('public.pem')]);
  await writeFile(place('message'), message);
  pem = await readFile(place('key.pem'), 'utf8');
});

function verifying(id: string) {
  const about = ['-rawin', '-in', place('message'), '-digest', 'sm3', '-pkeyopt', `distid:${id}`];
  return ['pkeyutl', '-verify', '-pubin', '-inkey', place('public.pem'), '-sigfile', place('ours'), ...about];
}

describe('SM2/SM3,标识 1234567812345678', () => {
  test('本系统的签名 openssl 认可;标识不同则不认可', async () => {
    await writeFile(place('ours'), Buffer.from(openSm2Seal(pem).sign(message), 'hex'));
    expect(await tool('openssl', verifying(usualSignerId))).toContain('Signature Verified Successfully');
    await expect(tool('openssl', verifying('8765432187654321'))).rejects.toThrow();
  });

  test('openssl 的签名本系统认可;内容或标识不同则不认可', async () => {
    const { publicKey } = openSm2Seal(pem);
    const sign = async (id: string) => {
      const about = ['-rawin', '-in', place('message'), '-digest', 'sm3', '-pkeyopt', `distid:${id}`];
      await tool('openssl', ['pkeyutl', '-sign', '-inkey', place('key.pem'), '-out', place('theirs'), ...about]);
      return (await readFile(place('theirs'))).toString('hex');
    };
    const right = await sign(usualSignerId);
    expect(verifySm2(message, right, publicKey)).toBe(true);
    expect(verifySm2(message.subarray(1), right, publicKey)).toBe(false);
    expect(verifySm2(message, await sign('8765432187654321'), publicKey)).toBe(false);
  });

  test('旧式(SEC 1)密钥文件同样可用', async () => {
    await tool('openssl', ['ec', '-in', place('key.pem'), '-out', place('sec1.pem')]);
    const old = await readFile(place('sec1.pem'), 'utf8');
    expect(openSm2Seal(old).publicKey).toBe(openSm2Seal(pem).publicKey);
  });

  test('别的曲线的密钥不用', async () => {
    const options = ['-pkeyopt', 'ec_paramgen_curve:P-256', '-out', place('p256.pem')];
    await tool('openssl', ['genpkey', '-algorithm', 'EC', ...options]);
    const other = await readFile(place('p256.pem'), 'utf8');
    expect(() => openSm2Seal(other)).toThrow('no key of SM2');
  });
});
