import { join } from 'node:path';
import { authorityColumns } from '../../domain/import/authorities.ts';
import { type Columns, type Fields, fieldsOf } from '../../domain/import/columns.ts';
import { institutionColumns } from '../../domain/import/institutions.ts';
import { rosterColumns } from '../../domain/import/roster.ts';
import { readTable } from '../import/readTable.ts';

export interface DemoFiles {
  readonly authorities: readonly Fields<keyof typeof authorityColumns>[];
  readonly institutions: readonly Fields<keyof typeof institutionColumns>[];
  readonly roster: readonly Fields<keyof typeof rosterColumns>[];
}

/** What stands in data/demo, as it is imported: accounts are made for the people and offices that stand there. */
export async function readDemoFiles(demoDir: string): Promise<DemoFiles> {
  const [authorities, institutions, roster] = await Promise.all([
    readFields(join(demoDir, 'authorities.csv'), authorityColumns),
    readFields(join(demoDir, 'institutions.csv'), institutionColumns),
    readFields(join(demoDir, 'roster.csv'), rosterColumns),
  ]);
  return { authorities, institutions, roster };
}

async function readFields<Key extends string>(path: string, columns: Columns<Key>): Promise<Fields<Key>[]> {
  const { layout, rows } = await readTable(path, columns);
  const found: Fields<Key>[] = [];
  for await (const { cells } of rows) found.push(fieldsOf(columns, layout, cells));
  return found;
}
