import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** One version of 隐私政策, as its file in data/notices says it. */
export interface PrivacyNotice {
  /** The day it came into force, which is the name of its file: 2026-01-15. */
  readonly version: string;
  readonly title: string;
  readonly blocks: readonly NoticeBlock[];
}

export type NoticeBlock =
  | { readonly kind: 'heading' | 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] };

/** Passwords everybody tries first, one a line, in lower case. */
export async function readCommonPasswords(file: string): Promise<ReadonlySet<string>> {
  const lines = (await readFile(file, 'utf8')).split('\n').map((line) => line.trim().toLowerCase());
  return new Set(lines.filter((line) => line !== '' && !line.startsWith('#')));
}

/**
 * All versions, the newest first. Someone who has read an older one can still be shown what they read.
 * @throws when there is none
 */
export async function readPrivacyNotices(folder: string): Promise<readonly PrivacyNotice[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}-\d{2}-\d{2}\.md$/.test(name)).sort();
  if (names.length === 0) throw new Error(`no privacy notice in ${folder}`);
  const read = async (name: string) =>
    parseNotice(name.replace(/\.md$/, ''), await readFile(join(folder, name), 'utf8'));
  return Promise.all(names.reverse().map(read));
}

/** `# title`, `## heading`, paragraphs, and lists whose lines begin with `- `; blocks are parted by empty lines. */
function parseNotice(version: string, text: string): PrivacyNotice {
  const [first = '', ...rest] = text.trim().split(/\n\s*\n/);
  return { version, title: first.replace(/^# /, ''), blocks: rest.map(parseBlock) };
}

function parseBlock(block: string): NoticeBlock {
  if (block.startsWith('## ')) return { kind: 'heading', text: block.slice(3) };
  if (!block.startsWith('- ')) return { kind: 'paragraph', text: block };
  return { kind: 'list', items: block.split('\n').map((line) => line.replace(/^- /, '')) };
}
