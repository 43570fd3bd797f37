import type { Database } from '../../src/store/database.ts';
import type { Protection } from '../../src/store/protection.ts';
import { blindIndex } from '../../src/store/seal.ts';
import type { IndexPurpose } from '../../src/store/sealedColumns.ts';
import { testKeys } from './testKeys.ts';

/** Asks a database of tests; sealed columns come out in clear where the text says `opened(alias, column)`. */
export function ask<Row>(
  { rows }: Pick<Database, 'rows'>,
  text: string,
  params: readonly unknown[] = [],
  protection?: Protection,
): Promise<Row[]> {
  return rows({ name: '', text, protection, opens: true, shape: () => ({}) as Row }, ...params);
}

/** What a number is found by in the databases of tests. */
export function indexOf(purpose: IndexPurpose, value: string): Buffer {
  return blindIndex(testKeys.indexKey.key, purpose, value);
}
