import { randomInt } from 'node:crypto';
import type { ImportKind } from '../../domain/import/kinds.ts';
import { chinaDate } from '../../domain/time/dates.ts';
import type { Queryable } from '../../store/database.ts';
import { addBatch } from '../../store/imports.ts';
import type { Importer } from './importer.ts';

export interface BatchToCreate {
  readonly kind: ImportKind;
  readonly fileName: string;
  readonly dryRun: boolean;
  readonly fileKey: string | null;
  readonly rowsTotal: number | null;
}

const initials: Readonly<Record<ImportKind, string>> = { authorities: 'A', institutions: 'I', roster: 'R' };

/** Without what reads like something else: 0 O, 1 I L, 2 Z, 5 S, 8 B, U V. */
const alphabet = '34679ACDEFGHJKMNPQRTWXY';

/** A waiting batch with a number one can read out on the telephone: R-20261122-K7Q3. */
export async function createBatch(
  db: Queryable,
  now: Temporal.Instant,
  importer: Importer,
  batch: BatchToCreate,
): Promise<string> {
  const day = chinaDate(now).toString().replaceAll('-', '');
  for (let attempt = 1; attempt <= 20; attempt += 1) {
    const ending = Array.from({ length: 4 }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
    const id = `${initials[batch.kind]}-${day}-${ending}`;
    const { accountId, authorityPath } = importer;
    const fileName = batch.fileName.toWellFormed().replaceAll('\u0000', '').slice(0, 200);
    if (await addBatch(db, { ...batch, id, fileName, accountId, authorityPath, at: now.toString() })) return id;
  }
  throw new Error('no free batch number found in twenty tries');
}
