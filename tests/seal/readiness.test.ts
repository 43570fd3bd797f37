import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Services } from '../../src/actions/services.ts';
import { createHostClock } from '../../src/outside/hostClock.ts';
import type { Seal } from '../../src/outside/seal/seal.ts';
import { readiness } from '../../src/readiness.ts';
import { buildServer } from '../../src/web/server.ts';
import { openPaperWorld, type PaperWorld } from './paperWorld.ts';
import { issueFor, makeAuthority, makeKey, makeSeal } from './sealMaking.ts';

let world: PaperWorld;
beforeAll(async () => {
  world = await openPaperWorld();
});
afterAll(() => world.close());

/** What /readyz of a program with these services answers. */
async function readyz(services: Services) {
  const log = pino({ level: 'silent' });
  const health = readiness({ services, embedded: undefined, log });
  const app = await buildServer({
    services,
    assetsDir: 'dist/assets',
    logger: log,
    trustProxy: 0,
    health,
    api: () => undefined,
  });
  const { statusCode, body } = await app.inject({ method: 'GET', url: '/readyz' });
  await app.close();
  health.stop();
  return { statusCode, notes: JSON.parse(body).notes };
}

const withSeal = (open: Seal['open']) => world.withSealing({ seal: { ...makeSeal(), open, openAnew: open } });

describe('/readyz:能做什么不受影响,不能做的写明', () => {
  test('一切正常:没有附注', async () => {
    expect(await readyz(world.services)).toEqual({ statusCode: 200, notes: [] });
  });

  test('印章出了意料之外的故障', async () => {
    const broken = withSeal(async () => {
      throw new TypeError('asn1 structure');
    });
    expect(await readyz(broken)).toEqual({ statusCode: 200, notes: ['电子印章不能使用:原因见运行日志'] });
  });

  test('印章证书过期', async () => {
    const validity = { from: '2024-01-01T00:00:00Z', until: '2026-02-28T15:59:59Z' };
    const certificate = issueFor(makeAuthority(), makeKey('ec').publicKey, validity);
    const expired = withSeal(async () => ({ certificate, chain: [], kind: 'ecdsa', test: false }));
    const notes = ['电子印章不能使用:印章证书已过期(有效至2026年2月28日),须更换证书'];
    expect(await readyz(expired)).toEqual({ statusCode: 200, notes });
  });

  test('本机时钟与数据库相差太多', async () => {
    const hostClock = createHostClock(async () => Temporal.Now.instant().add({ seconds: 60 }));
    await hostClock.look();
    const notes = ['本机时钟与数据库时钟相差60秒,暂停签发,请校准时钟(NTP)'];
    expect(await readyz({ ...world.services, hostClock })).toEqual({ statusCode: 200, notes });
  });
});
