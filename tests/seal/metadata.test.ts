import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readLicenceMetadata } from '../../src/actions/licence/readLicencePaper.ts';
import { openSm2Seal, verifySm2 } from '../../src/outside/seal/sm2.ts';
import { contentOf, openPaperWorld, type PaperWorld } from './paperWorld.ts';
import { sm2Pem } from './sm2Key.ts';

let world: PaperWorld;

beforeAll(async () => {
  world = await openPaperWorld();
});
afterAll(() => world.close());

describe('证照元数据', () => {
  test('与证书一致,持证主体没有证件号码', async () => {
    const someone = await world.register('赵 元');
    await world.paperOf(someone);
    const text = contentOf(await readLicenceMetadata(world.services, someone.person, someone.entry.id));
    const metadata: unknown = JSON.parse(text);
    const [record] = await world.records(someone);
    expect(metadata).toMatchObject({
      证照标识: record?.identifier,
      证照编号: someone.entry.licenceNo,
      证照类型代码: '11100000TESTISSUER001',
      版本号: 1,
      持证主体: { 类型: '自然人', 姓名: '赵 元' },
      证照状态: '测试样例',
      照面信息: { 中医药技术方法: '针刺、艾灸、拔罐' },
      变更记录: [{ 日期: '2020年1月6日' }],
    });
    expect(text).not.toMatch(/\d{17}[\dX]/);
  });

  test('设有 SM2 密钥的,附 SM2 签名', async () => {
    const sm2 = openSm2Seal(sm2Pem());
    const someone = await world.register();
    await world.paperOf(someone, world.withSealing({ sm2 }));
    const text = contentOf(await readLicenceMetadata(world.withSealing({ sm2 }), someone.person, someone.entry.id));
    const { 元数据: metadata, 签名: signature } = JSON.parse(text) as {
      元数据: string;
      签名: { 公钥: string; 签名值: string };
    };
    expect(JSON.parse(metadata)).toMatchObject({ 证照编号: someone.entry.licenceNo });
    expect(signature.公钥).toBe(sm2.publicKey);
    expect(verifySm2(Buffer.from(metadata), signature.签名值, sm2.publicKey)).toBe(true);
    expect(verifySm2(Buffer.from(`${metadata} `), signature.签名值, sm2.publicKey)).toBe(false);
  });
});
