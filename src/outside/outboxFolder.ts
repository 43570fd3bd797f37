import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Message, MessageSender } from './messages.ts';

const entrySchema = z.object({
  channel: z.enum(['sms', 'mail', 'captcha']),
  to: z.string(),
  text: z.string(),
  code: z.string().optional(),
  at: z.string(),
});

/** One file of the outbox: `to` is a phone number, a mail address or (captcha) the captcha's id; `at` is ISO 8601 UTC. */
export type OutboxEntry = z.infer<typeof entrySchema>;

export interface OutboxFolder extends MessageSender {
  /** Keeps what a picture code says, so that a person trying the system without sight of the picture, or a test, can read it. */
  keepCaptcha(captcha: { id: string; text: string; code: string }): Promise<void>;
}

/**
 * Local sender: nothing leaves the machine, each message becomes `<dataDir>/outbox/<time>-<id>.json`.
 * Never to be configured where real people wait for messages; `local` lets the pages say so.
 *
 * @param now the clock, replaceable in tests
 */
export function openOutboxFolder(dataDir: string, now: () => Date = () => new Date()): OutboxFolder {
  const folder = join(dataDir, 'outbox');
  // One writer at a time, so that looking for the id and writing its file cannot interleave with a repeat of the same message.
  let last: Promise<unknown> = Promise.resolve();
  const keep = (id: string, entry: Omit<OutboxEntry, 'at'>): Promise<string> => {
    const mine = last.then(() => writeOnce(folder, id, { ...entry, at: now().toISOString() }));
    // The caller of `mine` hears of its failure; the next message must not.
    last = mine.catch(() => undefined);
    return mine;
  };
  return {
    name: 'outbox-folder',
    local: true,
    async send(message) {
      return { providerId: await keep(message.id, contentOf(message)) };
    },
    async keepCaptcha({ id, text, code }) {
      // Each picture of one question is an entry of its own; the newest one counts.
      await keep(`${id}-${randomBytes(6).toString('hex')}`, { channel: 'captcha', to: id, text, code });
    },
  };
}

/**
 * The newest entries first.
 * @throws when a file of the folder is not an entry
 */
export async function listOutbox(dataDir: string, limit: number): Promise<OutboxEntry[]> {
  const folder = join(dataDir, 'outbox');
  const names = (await namesIn(folder)).sort().reverse().slice(0, limit);
  return Promise.all(
    names.map(async (name) => entrySchema.parse(JSON.parse(await readFile(join(folder, name), 'utf8')))),
  );
}

function contentOf({ channel, to, text, code }: Message): Omit<OutboxEntry, 'at'> {
  return { channel, to, text, ...(code === undefined ? {} : { code }) };
}

async function writeOnce(folder: string, id: string, entry: OutboxEntry): Promise<string> {
  if (!/^[A-Za-z0-9_-]{1,100}$/.test(id)) throw new TypeError('an outbox id has 1 to 100 letters, digits, _ or -');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const earlier = (await namesIn(folder)).find((name) => name.slice(name.indexOf('-') + 1) === `${id}.json`);
  if (earlier !== undefined) return earlier;
  // No "-" and no ":" in the time: the first "-" ends it, and Windows knows no ":" in names.
  const name = `${entry.at.replace(/[-:.]/g, '')}-${id}.json`;
  const draft = join(folder, `${name}.part`);
  await writeFile(draft, `${JSON.stringify(entry, null, 2)}\n`, { mode: 0o600 });
  await rename(draft, join(folder, name));
  return name;
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith('.json'));
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === 'ENOENT') return [];
    throw fault;
  }
}
