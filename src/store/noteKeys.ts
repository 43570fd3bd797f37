import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { readOrMakeKeyFile } from './keyFile.ts';

/** A key that signs notes: the name it signs under belongs to it for good. */
export interface NoteKeyFile {
  readonly name: string;
  /** Private scalar, base64url. */
  readonly secret: string;
}

const fileSchema = z.object({ name: z.string().min(1), secret: z.string().length(43), madeAt: z.string() });

/** The key of a file, made when there is none. It is never in the database: whoever can write every row cannot sign. */
export async function readNoteKey(
  file: string,
  first: { readonly name: string; readonly madeAt: string; readonly newSecret: () => string },
): Promise<NoteKeyFile> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const { name, madeAt, newSecret } = first;
  const text = await readOrMakeKeyFile(file, () => JSON.stringify({ name, secret: newSecret(), madeAt }, null, 2));
  return fileSchema.parse(JSON.parse(text));
}
