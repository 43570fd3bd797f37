import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { atOnce, sendDueMessages } from '../../src/actions/messages/sendDueMessages.ts';
import type { Message, MessageSender } from '../../src/outside/messages.ts';
import { ProviderError } from '../../src/outside/providerError.ts';
import { insertMessage } from '../../src/store/messages.ts';
import { opened } from '../../src/store/protection.ts';
import { ask } from '../setup/sealedValues.ts';
import { createTestDatabase, type TestDatabase } from '../setup/testDatabase.ts';
import { makeTestServices, type TestServices } from '../setup/testServices.ts';

const start = Temporal.Instant.from('2026-06-01T02:00:00Z');
let db: TestDatabase;
let made: TestServices;
let sent: string[];
/** What the provider answers to a recipient. */
let trouble: Map<string, Error>;

beforeAll(async () => {
  db = await createTestDatabase();
  made = await makeTestServices(db);
});
beforeEach(async () => {
  await db.database.pool.query('DELETE FROM message');
  made.setNow(start.toString());
  sent = [];
  trouble = new Map();
});
afterAll(async () => {
  await made.close();
  await db.drop();
});

const provider: MessageSender = {
  name: 'test',
  local: false,
  send: async ({ id, to }: Message) => {
    const error = trouble.get(to);
    if (error !== undefined) throw error;
    sent.push(id);
    return { providerId: `p-${id}` };
  },
};
const senders = { sms: provider, mail: provider };
const round = () => sendDueMessages(made.services, senders);
const later = (seconds: number) => made.setNow(start.add({ seconds }).toString());

async function write(to: string, code: string | null = null): Promise<string> {
  const id = randomUUID();
  await db.database.row(insertMessage, id, 'sms', to, '', '短信', code, start.toString());
  return id;
}

async function stored(id: string) {
  const text = `SELECT tries, ${opened('m', 'message.code')} AS code, sent_at IS NOT NULL AS sent, due_at IS NOT NULL AS due FROM message m WHERE id = $1`;
  const [row] = await ask<{ tries: number; code: string | null; sent: boolean; due: boolean }>(db.database, text, [id]);
  return row;
}

test('a link goes out by SMS as a notice, its token in the words alone; a code goes out as a code', async () => {
  const went: Message[] = [];
  const sms = { ...provider, send: async (message: Message) => ({ providerId: String(went.push(message)) }) };
  const words = '链接:http://localhost/institution/invitation?token={secret}';
  await db.database.row(insertMessage, randomUUID(), 'sms', '13800000001', '', words, 'token', start.toString());
  await db.database.row(insertMessage, randomUUID(), 'sms', '13800000002', '', '{secret}', '123456', start.toString());
  await sendDueMessages(made.services, { sms, mail: provider });
  const [link, code] = went.sort((a, b) => a.to.localeCompare(b.to));
  expect(link).toMatchObject({ template: 'notice', text: words.replace('{secret}', 'token') });
  expect(link).not.toHaveProperty('code');
  expect(code).toMatchObject({ template: 'code', code: '123456' });
});

describe('发件箱', () => {
  test('一条发不出去,不耽误别的;之后再试,成功后不再发', async () => {
    trouble.set('13900000001', new ProviderError('sms', 'http.503', true));
    const [good, bad] = [await write('13900000000'), await write('13900000001', '123456')];
    const first = await round();
    expect(first).toEqual({ claimed: 2, failures: [expect.objectContaining({ id: bad, givenUp: false })] });
    expect(sent).toEqual([good]);
    expect(await stored(good)).toEqual({ tries: 0, code: null, sent: true, due: false });
    expect(await stored(bad)).toEqual({ tries: 1, code: '123456', sent: false, due: true });

    trouble.clear();
    later(4);
    expect((await round()).claimed).toBe(0);
    later(5);
    expect(await round()).toEqual({ claimed: 1, failures: [] });
    expect(sent).toEqual([good, bad]);
    expect(await stored(bad)).toEqual({ tries: 1, code: null, sent: true, due: false });
    later(7200);
    expect((await round()).claimed).toBe(0);
  });

  test('过期的校验码不再发送,也不留着', async () => {
    trouble.set('13900000001', new ProviderError('sms', 'timeout', true));
    const id = await write('13900000001', '123456');
    later(299);
    expect((await round()).failures).toEqual([expect.objectContaining({ id, givenUp: true })]);
    expect(await stored(id)).toEqual({ tries: 1, code: null, sent: false, due: false });
  });

  test('对方说这样永远发不出去:不再试;原因里没有收件人', async () => {
    trouble.set('13900000001', new ProviderError('sms', 'isv.MOBILE_NUMBER_ILLEGAL', false));
    trouble.set('13900000002', new Error('cannot reach 13900000002'));
    const [hopeless, broken] = [await write('13900000001'), await write('13900000002')];
    const { failures } = await round();
    expect(failures.find(({ id }) => id === hopeless)?.givenUp).toBe(true);
    expect(failures.find(({ id }) => id === broken)?.givenUp).toBe(false);
    expect(JSON.stringify(failures)).not.toContain('1390000000');
  });

  test('几处同时发送:每条恰好一次', async () => {
    const ids = new Set<string>();
    for (let index = 0; index < atOnce * 3; index += 1) ids.add(await write(`1380000${String(1000 + index)}`));
    for (let rounds = 0; rounds < 3; rounds += 1) await Promise.all([round(), round(), round()]);
    expect(sent).toHaveLength(ids.size);
    expect(new Set(sent)).toEqual(ids);
  });
});
