import { randomUUID } from 'node:crypto';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
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
 * Local sender: nothing leaves the machine, each message becomes `<dataDir>/outbox/<time>-<id>.json`. A message sent again
 * has the same time and id and so the same file. Never to be configured where real people wait for messages; `local` lets
 * the pages say so.
 *
 * @param now the clock, for picture codes; messages bring the time at which they were written
 */
export function openOutboxFolder(
  dataDir: string,
  now: () => Temporal.Instant = () => Temporal.Now.instant(),
): OutboxFolder {
  const folder = join(dataDir, 'outbox');
  return {
    name: 'outbox-folder',
    local: true,
    async send(message) {
      return { providerId: keep(folder, message.id, contentOf(message)) };
    },
    async keepCaptcha({ id, text, code }) {
      keep(folder, id, {
        channel: 'captcha',
        to: id,
        text,
        code,
        at: now().toString({ smallestUnit: 'millisecond' }),
      });
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

function contentOf({ channel, to, text, code, at }: Message): OutboxEntry {
  return { channel, to, text, ...(code === undefined ? {} : { code }), at };
}

/** Written at once: a small file is there before a thread would have been found for it. */
function keep(folder: string, id: string, entry: OutboxEntry): string {
  if (!/^[A-Za-z0-9_-]{1,100}$/.test(id)) throw new TypeError('an outbox id has 1 to 100 letters, digits, _ or -');
  // No "-" and no ":" in the time: the first "-" ends it, and Windows knows no ":" in names.
  const name = `${entry.at.replace(/[-:.]/g, '')}-${id}.json`;
  const draft = join(folder, `${name}.${randomUUID()}.part`);
  unlessMissing(folder, () => writeFileSync(draft, `${JSON.stringify(entry, null, 2)}\n`, { mode: 0o600 }));
  renameSync(draft, join(folder, name));
  return name;
}

/** Writes, and makes the folder when that is what was missing: once, not for each message. */
function unlessMissing(folder: string, write: () => void): void {
  try {
    write();
  } catch (fault) {
    if (!isMissing(fault)) throw fault;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    write();
  }
}

function isMissing(fault: unknown): boolean {
  return fault instanceof Error && 'code' in fault && fault.code === 'ENOENT';
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith('.json'));
  } catch (fault) {
    if (isMissing(fault)) return [];
    throw fault;
  }
}
