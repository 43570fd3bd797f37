import { afterAll, beforeAll, expect, test } from 'vitest';
import { revokeIssuerKey } from '../../src/actions/keys/revokeIssuerKey.ts';
import { rotateIssuerKey } from '../../src/actions/keys/rotateIssuerKey.ts';
import { sequence } from '../../src/actions/log/sequence.ts';
import { verifyLedger } from '../../src/actions/maintenance/verifyLedger.ts';
import { openTestApp, type TestApp } from '../setup/testApp.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

async function acts(): Promise<object[]> {
  const { rows } = await app.db.database.pool.query<object>(
    `SELECT action, subject_id AS kid, actor_name AS actor, detail FROM ledger WHERE subject_type = 'issuer_key' ORDER BY seq`,
  );
  return rows;
}

test('轮换、吊销签发密钥都记入台账,台账核对一致,并写入透明日志', async () => {
  const { issuerKeys } = app.services;
  const first = issuerKeys.current().kid;
  app.setNow('2026-03-02T01:00:00Z');
  await rotateIssuerKey(app.services);
  const second = issuerKeys.current().kid;
  app.setNow('2026-03-02T02:00:00Z');
  expect(await revokeIssuerKey(app.services, second)).toBe(true);
  const third = issuerKeys.current().kid;
  expect(new Set([first, second, third]).size).toBe(3);
  expect(await acts()).toEqual([
    { action: 'issuerKeyRotated', kid: second, actor: '命令行', detail: { before: first } },
    {
      action: 'issuerKeyRevoked',
      kid: second,
      actor: '命令行',
      detail: { revokedAt: '2026-03-02T02:00:00Z', current: third },
    },
  ]);
  await sequence(app.services);
  const report = await verifyLedger(app.services);
  expect(report.bad).toBeNull();
  expect(report.ledgerRows).toBe(2);
  expect(report.log).toMatchObject({ waiting: 0 });
});

test('没有这个密钥:什么也不变,什么也不记', async () => {
  const before = [await acts(), app.services.issuerKeys.list()];
  expect(await revokeIssuerKey(app.services, 'nobody')).toBe(false);
  expect([await acts(), app.services.issuerKeys.list()]).toEqual(before);
});
