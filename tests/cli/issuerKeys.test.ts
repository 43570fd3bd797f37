import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CommandLine, openCommandLine } from './command.ts';

interface Keys {
  readonly keys: readonly { kid: string; madeAt: string; retiredAt: string | null; revokedAt: string | null }[];
}

let cli: CommandLine;
beforeAll(async () => {
  cli = await openCommandLine();
});
afterAll(() => cli.close());

test('签发密钥:轮换后旧密钥还在册,吊销后不再认可,当前密钥被吊销时立即换新', async () => {
  const first = (await cli.json<Keys>('keys', 'issuer')).keys;
  expect(first).toHaveLength(1);
  const rotated = (await cli.json<Keys>('keys', 'issuer', 'rotate')).keys;
  expect(rotated.map(({ retiredAt }) => retiredAt === null)).toEqual([true, false]);
  expect(rotated[1]?.kid).toBe(first[0]?.kid);
  const revoked = (await cli.json<Keys>('keys', 'issuer', 'revoke', rotated[0]?.kid ?? '')).keys;
  expect(revoked).toHaveLength(3);
  expect(revoked.find(({ kid }) => kid === rotated[0]?.kid)?.revokedAt).not.toBeNull();
  expect(revoked[0]).toMatchObject({ retiredAt: null, revokedAt: null });
  expect(JSON.stringify(revoked)).not.toContain('"d"');
  expect(await cli.json('ledger', 'verify')).toMatchObject({ consistent: true, ledgerRows: 2 });
});

test('签发密钥:没有这个密钥、命令写错,都说明白', async () => {
  const unknown = await cli.run('keys', 'issuer', 'revoke', 'nobody');
  expect(unknown).toMatchObject({ code: 1 });
  expect(unknown.stderr).toContain('没有这个签发密钥:nobody');
  for (const wrong of [['revoke'], ['turn'], ['rotate', 'x']]) {
    expect(await cli.run('keys', 'issuer', ...wrong)).toMatchObject({ code: 2 });
  }
});
