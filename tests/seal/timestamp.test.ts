import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { integer } from '../../src/outside/seal/der.ts';
import { SealAway } from '../../src/outside/seal/seal.ts';
import { createTimestamper } from '../../src/outside/seal/timestamp.ts';
import { type Lie, type LocalTimestamps, startLocalTimestamps } from './localTimestamps.ts';
import { makeAuthority } from './sealMaking.ts';

let service: LocalTimestamps;

beforeAll(async () => {
  service = await startLocalTimestamps();
});
afterAll(() => service.close());

const signature = randomBytes(70);

function stamp(lie: Lie, roots = [service.root.certificate]) {
  service.lie(lie);
  return createTimestamper({ url: service.url, roots, timeoutMs: 5000 }).stamp(signature);
}

describe('时间戳', () => {
  test('可信任的服务给出的时间戳被采用', async () => {
    const token = await stamp({});
    expect(token.length).toBeGreaterThan(300);
  });

  test.each<[string, Lie]>([
    ['说的是别的内容', { imprint: randomBytes(32) }],
    ['回答的是别的请求', { nonce: integer(randomBytes(16)) }],
    ['没有批准', { status: 2 }],
    ['证书不能用于时间戳', { use: 'seal' }],
    ['签名指的是另一张证书', { named: randomBytes(32) }],
    ['签名不对', { signature: randomBytes(70) }],
    ['签名时证书尚未生效', { at: '2019-12-31T00:00:00Z' }],
    ['不是时间戳', { answer: Buffer.from('<html>busy</html>') }],
    ['只有一半', { answer: Buffer.from([0x30, 0x82, 0x10, 0x00, 0x30]) }],
    ['太长', { answer: Buffer.alloc(80 * 1024, 0x30) }],
    ['服务出错', { httpStatus: 500 }],
    ['转到别处', { httpStatus: 302 }],
  ])('%s:不采用', async (_, lie) => {
    await expect(stamp(lie)).rejects.toThrow(SealAway);
  });

  test('不认识的根证书签发的不采用', async () => {
    await expect(stamp({}, [makeAuthority('测试时间戳根证书').certificate])).rejects.toThrow(SealAway);
  });

  test('服务不在:说明时间戳服务不能使用', async () => {
    const timestamper = createTimestamper({ url: 'http://127.0.0.1:1/', roots: [] });
    await expect(timestamper.stamp(signature)).rejects.toThrow('时间戳服务暂时不能使用');
  });
});
