import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch } from '../faults/launch.ts';
import { testSecret } from '../setup/client.ts';
import { testDataKeys } from '../setup/testKeys.ts';
import { openServer, type Server } from './server.ts';

let server: Server;
let ring: string;
let kept: string;

beforeAll(async () => {
  server = await openServer();
  await server.migrate();
  ring = join(server.dataDir, 'keys', 'data-keys.json');
  kept = await readFile(ring, 'utf8');
});
afterAll(() => server.close());

/** What the program says when it does not start. */
async function refusal(env: Readonly<Record<string, string>> = {}): Promise<string> {
  const program = await launch({ dataDir: server.dataDir, env: { SECRET_KEY: testSecret, ...env } });
  expect(await program.exited).toBe(1);
  return program.printed();
}

test('密钥文件不见了、是别的、坏了:说清缺哪几把、放回哪里,不启动;放回后照常启动', async () => {
  const ids = [server.keys.indexKey.id, server.keys.current().id];
  await rm(ring);
  for (const printed of [await refusal(), await refusal({ DATA_KEYS: testDataKeys })]) {
    expect(printed).toContain('数据密钥与数据库不符');
    expect(printed).toContain('DATA_DIR/keys/data-keys.json');
    for (const id of ids) expect(printed).toContain(id);
    expect(printed).not.toMatch(/[0-9a-f]{64}/);
  }
  await writeFile(ring, kept.slice(0, 40));
  expect(await refusal()).toContain('已损坏');
  await writeFile(ring, kept);
  const program = await launch({ dataDir: server.dataDir, env: { SECRET_KEY: testSecret } });
  await program.ready;
  expect(await program.stop()).toBe(0);
}, 120_000);
