import { afterEach, describe, expect, it } from 'vitest';
import type { Message } from '../messages.ts';
import { type MailConduct, readLetter, startLocalMailServer } from './localMailServer.ts';
import { createSmtpMail } from './smtp.ts';

async function startMailServer(conduct: MailConduct = {}) {
  const server = await startLocalMailServer(conduct);
  close = server.close;
  return server;
}

let close: (() => void) | undefined;
afterEach(() => close?.());

const settings = {
  host: '127.0.0.1',
  encryption: 'none',
  from: '杏林 <no-reply@xl.example>',
  timeoutMs: 2000,
} as const;
const message: Message = {
  id: 'm-1',
  at: '2026-03-05T06:20:00.000Z',
  channel: 'mail',
  to: 'zhang@example.cn',
  subject: '验证您的邮箱\r\nBcc: other@example.cn',
  text: '请点击链接完成验证。\n.单独一行',
};

describe('mail over SMTP', () => {
  it('delivers one letter to one person, named by our id', async () => {
    const { commands, letters, port } = await startMailServer();
    const sender = createSmtpMail({ ...settings, port, user: 'u', password: 'p' });
    await expect(sender.send(message)).resolves.toEqual({ providerId: '<m-1@xl.example>' });
    expect(commands.filter((line) => /^(MAIL|RCPT)/.test(line))).toEqual([
      'MAIL FROM:<no-reply@xl.example>',
      'RCPT TO:<zhang@example.cn>',
    ]);
    expect(commands).toContain(`AUTH PLAIN ${Buffer.from('\0u\0p').toString('base64')}`);
    const letter = letters[0]?.join('\n') ?? '';
    expect(letter).toMatch(/^Message-ID: <m-1@xl.example>$/m);
    expect(letter).not.toMatch(/^Bcc:/m);
    expect(readLetter(letters[0] ?? []).text).toBe('请点击链接完成验证。\n.单独一行');
  });

  it.each([
    ['550 5.1.1 zhang@example.cn unknown', 'reply.550', false],
    ['451 4.7.1 try later zhang@example.cn', 'reply.451', true],
  ])('reads %s as %s, retryable %s, without the address', async (recipientReply, code, retryable) => {
    const { port } = await startMailServer({ recipientReply });
    const attempt = createSmtpMail({ ...settings, port }).send(message);
    await expect(attempt).rejects.toMatchObject({ code, retryable, message: `smtp: ${code}` });
  });

  it('does not repeat a refused login', async () => {
    const { port } = await startMailServer({ refuseLogin: true });
    const attempt = createSmtpMail({ ...settings, port, user: 'u', password: 'p' }).send(message);
    await expect(attempt).rejects.toMatchObject({ code: 'EAUTH', retryable: false });
  });

  it('gives up on a server that says nothing, and may try again', async () => {
    const { port } = await startMailServer({ mute: true });
    const attempt = createSmtpMail({ ...settings, port, timeoutMs: 50 }).send(message);
    await expect(attempt).rejects.toMatchObject({ retryable: true });
  });

  it('does not send in clear when encryption is asked for', async () => {
    const { commands, port } = await startMailServer();
    const attempt = createSmtpMail({ ...settings, port, encryption: 'startTls', user: 'u', password: 'p' }).send(
      message,
    );
    await expect(attempt).rejects.toThrow('smtp:');
    expect(commands.join('\n')).not.toMatch(/AUTH|RCPT/);
  });

  it.each(['a@b.cn, c@d.cn', 'zhang', 'a@b.cn\r\nRCPT TO:<c@d.cn>', 'x <a@b.cn>'])(
    'refuses the address %j',
    async (to) => {
      const attempt = createSmtpMail({ ...settings, port: 1 }).send({ ...message, to });
      await expect(attempt).rejects.toMatchObject({ code: 'addressMalformed', retryable: false });
    },
  );
});
