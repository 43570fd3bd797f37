import { z } from 'zod';
import type { KeyRing } from '../../store/keyRing.ts';
import { linesOf } from './copyLines.ts';

const ending = z.strictObject({
  rows: z.int(),
  files: z.int(),
  migrations: z.array(z.string()),
  keys: z.strictObject({ index: z.string(), seal: z.array(z.string()) }),
  at: z.string(),
});
type Ending = z.infer<typeof ending>;

/** The last line of a copy that is whole: it counts what stands before it. */
export async function findEnding(file: string): Promise<Ending | undefined> {
  let [rows, files] = [0, 0];
  for await (const line of linesOf(file)) {
    if (line.startsWith('R ')) rows += 1;
    else if (line.startsWith('F ')) files += 1;
    else if (line.startsWith('E ')) {
      const end = ending.parse(JSON.parse(line.slice(2)));
      return end.rows === rows && end.files === files ? end : undefined;
    }
  }
  return undefined;
}

/** Ids of the keys without which the copy could not be read here. */
export function missingKeys({ keys: { index, seal } }: Ending, ring: KeyRing | undefined): string[] {
  return [...(ring?.indexKey.id === index ? [] : [index]), ...seal.filter((id) => ring?.find(id) === undefined)];
}
