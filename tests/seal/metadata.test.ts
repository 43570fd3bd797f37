import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeLicencePaper } from '../../src/actions/licence/makeLicencePaper.ts';
import { readLicenceMetadata } from '../../src/actions/licence/readLicencePaper.ts';
import { sequence } from '../../src/actions/log/sequence.ts';
import { verifyLedger } from '../../src/actions/maintenance/verifyLedger.ts';
import type { Services } from '../../src/actions/services.ts';
import { SealAway } from '../../src/outside/seal/seal.ts';
import { openSm2Seal, verifySm2 } from '../../src/outside/seal/sm2.ts';
import type { Registered } from '../factories/register.ts';
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
    const { metadata, signature } = await signedMetadata(world.withSealing({ sm2 }), someone);
    expect(JSON.parse(metadata)).toMatchObject({ 证照编号: someone.entry.licenceNo });
    expect(signature.公钥).toBe(sm2.publicKey);
    expect(verifySm2(Buffer.from(metadata), signature.签名值, sm2.publicKey)).toBe(true);
    expect(verifySm2(Buffer.from(`${metadata} `), signature.签名值, sm2.publicKey)).toBe(false);
  });

  test('用印中断、透明日志又长了以后接着签:SM2 签的是当时记录的那一份', async () => {
    const sm2 = openSm2Seal(sm2Pem());
    const someone = await world.register();
    const { seal } = world.services.sealing;
    const sign = async () => {
      throw new SealAway('印章密码设备没有应答');
    };
    await makeLicencePaper(world.withSealing({ sm2, seal: { ...seal, sign } }), someone.person, someone.entry.id);
    await world.register('王不留');
    expect(await sequence(world.services)).toMatchObject({ kind: 'done' });
    await world.paperOf(someone, world.withSealing({ sm2 }));
    expect(await world.records(someone)).toHaveLength(1);
    const { metadata, signature } = await signedMetadata(world.withSealing({ sm2 }), someone);
    expect(verifySm2(Buffer.from(metadata), signature.签名值, sm2.publicKey)).toBe(true);
    expect((await verifyLedger(world.services)).bad).toBeNull();
  });
});

async function signedMetadata(by: Services, { person, entry }: Registered) {
  const text = contentOf(await readLicenceMetadata(by, person, entry.id));
  const { 元数据: metadata, 签名: signature } = JSON.parse(text) as {
    元数据: string;
    签名: { 公钥: string; 签名值: string };
  };
  return { metadata, signature };
}
