import { z } from 'zod';
import { isKeyName } from './domain/log/note.ts';
import { type NoteVerifier, readVkey } from './outside/log/noteKey.ts';
import type { Witness } from './outside/log/witness.ts';

export interface LogSettings {
  /** Name of the log; undefined: made of PUBLIC_URL. Only the first start asks. */
  readonly origin: string | undefined;
  readonly witnesses: readonly Witness[];
  readonly witnessed: readonly NoteVerifier[];
}

/** Given parts of a list, in whatever way they are set apart. */
const partsOf = (text: string) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

function readWitness(text: string): Witness | undefined {
  const [url = '', vkey = '', ...rest] = text.split(/\s+/);
  const key = readVkey('witness', vkey);
  if (key === undefined || rest.length > 0 || !/^https?:\/\//.test(url) || !URL.canParse(url)) return undefined;
  return { url: url.replace(/\/+$/, ''), key };
}

function list<T>(read: (text: string) => T | undefined, words: string) {
  return z
    .string()
    .default('')
    .transform((text, context) => {
      const found = partsOf(text).map(read);
      if (found.every((one) => one !== undefined)) return found;
      context.addIssue({ code: 'custom', message: words });
      return z.NEVER;
    });
}

export const logEnvironment = {
  LOG_ORIGIN: z
    .string()
    .refine(isKeyName, 'LOG_ORIGIN 是透明日志的名称,例如 register.example.cn/log,不能有空格和加号')
    .optional(),
  LOG_WITNESSES: list(readWitness, 'LOG_WITNESSES 是用逗号分隔的见证方,每个写“提交地址 空格 见证公钥(vkey)”'),
  LOG_WITNESSED: list(
    (text) => readVkey('log', text),
    'LOG_WITNESSED 是用逗号分隔的日志公钥(vkey),本系统为这些日志作见证',
  ),
};

export function logSettings(set: {
  LOG_ORIGIN?: string | undefined;
  LOG_WITNESSES: readonly Witness[];
  LOG_WITNESSED: readonly NoteVerifier[];
}): LogSettings {
  return { origin: set.LOG_ORIGIN, witnesses: set.LOG_WITNESSES, witnessed: set.LOG_WITNESSED };
}
