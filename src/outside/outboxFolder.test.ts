import { mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Message } from './messages.ts';
import { listOutbox, openOutboxFolder } from './outboxFolder.ts';

let dataDir: string;
const clock = () => Temporal.Instant.from('2026-03-05T06:20:02Z');
const message: Message = {
  id: 'm-1',
  at: '2026-03-05T06:20:00.000Z',
  channel: 'sms',
  to: '13800000001',
  text: '验证码 482913',
  code: '482913',
  template: 'code',
};

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'outbox-'));
});

describe('outbox folder', () => {
  it('keeps each message as one file with exactly channel, to, text, code and time', async () => {
    const { providerId } = await openOutboxFolder(dataDir, clock).send(message);
    expect(providerId).toBe('20260305T062000000Z-m-1.json');
    const path = join(dataDir, 'outbox', providerId);
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({
      channel: 'sms',
      to: '13800000001',
      text: '验证码 482913',
      code: '482913',
      at: '2026-03-05T06:20:00.000Z',
    });
    expect((await stat(path)).mode & 0o077).toBe(0);
  });

  it('keeps the same message once, even when it is sent twice at the same time', async () => {
    const outbox = openOutboxFolder(dataDir, clock);
    const receipts = await Promise.all([
      outbox.send(message),
      outbox.send(message),
      outbox.send({ ...message, id: '1' }),
    ]);
    expect(receipts[0]).toEqual(receipts[1]);
    expect(await readdir(join(dataDir, 'outbox'))).toHaveLength(2);
    await openOutboxFolder(dataDir, clock).send(message);
    expect(await readdir(join(dataDir, 'outbox'))).toHaveLength(2);
  });

  it('lists the newest first, and nothing half written', async () => {
    const outbox = openOutboxFolder(dataDir, clock);
    await outbox.send(message);
    await outbox.send({
      id: 'm-2',
      at: '2026-03-05T06:20:01.000Z',
      channel: 'mail',
      to: 'a@b.cn',
      subject: '题',
      text: '信',
    });
    await outbox.keepCaptcha({ id: 'c-1', text: '图形验证码', code: '4829' });
    await writeFile(join(dataDir, 'outbox', '2030-x.json.part'), '{"chan');
    expect(await listOutbox(dataDir, 2)).toEqual([
      { channel: 'captcha', to: 'c-1', text: '图形验证码', code: '4829', at: '2026-03-05T06:20:02.000Z' },
      { channel: 'mail', to: 'a@b.cn', text: '信', at: '2026-03-05T06:20:01.000Z' },
    ]);
  });

  it('is empty before the first message', async () => {
    expect(await listOutbox(dataDir, 10)).toEqual([]);
  });

  it('refuses an id that would leave the folder, and goes on afterwards', async () => {
    const outbox = openOutboxFolder(dataDir, clock);
    await expect(outbox.send({ ...message, id: '../m' })).rejects.toThrow(TypeError);
    await expect(outbox.send(message)).resolves.toBeDefined();
    expect(outbox.local).toBe(true);
  });
});
