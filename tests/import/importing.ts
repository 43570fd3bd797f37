import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Importer } from '../../src/actions/import/importer.ts';
import { type FileImport, type ImportResult, importFile } from '../../src/actions/import/importFile.ts';
import type { Outcome } from '../../src/actions/outcome.ts';
import type { Services } from '../../src/actions/services.ts';
import { rosterColumns } from '../../src/domain/import/roster.ts';
import { ask } from '../setup/sealedValues.ts';
import { createTestDatabase, type TestDatabase } from '../setup/testDatabase.ts';
import { makeTestServices, type TestServices } from '../setup/testServices.ts';

export const operator: Importer = { accountId: null, name: '运维', organisation: '命令行', authorityPath: null };

export function sample(name: string): string {
  return resolve('tests/import/data', name);
}

export interface ImportBench {
  readonly db: TestDatabase;
  readonly services: Services;
  readonly folder: string;
  import(kind: FileImport['kind'], path: string, given?: Partial<FileImport>): Promise<Outcome<ImportResult>>;
  /** A file with these bytes. */
  file(content: string | Uint8Array): Promise<string>;
  query<Row extends object>(sql: string, values?: unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

export async function openBench(): Promise<ImportBench> {
  const db = await createTestDatabase();
  const made: TestServices = await makeTestServices(db);
  const folder = await mkdtemp(join(tmpdir(), 'xinglin-import-test-'));
  let files = 0;
  return {
    db,
    services: made.services,
    folder,
    import: (kind, path, given = {}) =>
      importFile(made.services, { kind, path, fileName: 'file', dryRun: false, actor: operator, ...given }),
    async file(content) {
      files += 1;
      const path = join(folder, `file${files}`);
      await writeFile(path, content);
      return path;
    },
    query: async (sql, values = []) => ask(db.database, sql, values),
    async close() {
      await rm(folder, { recursive: true, force: true });
      await made.close();
      await db.drop();
    },
  };
}

export function result<T>(outcome: Outcome<T>): T {
  if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome));
  return outcome.value;
}

const rosterHeader = Object.values(rosterColumns).map(({ label }) => label);

/** A roster as text; each row has the cells of the template. */
export function rosterText(...rows: readonly (readonly string[])[]): string {
  return [rosterHeader, ...rows].map((cells) => `${cells.join(',')}\r\n`).join('');
}

export interface RosterCells {
  readonly name?: string;
  readonly idNumber: string;
  readonly sex?: string;
  readonly certificateNo: string;
  readonly issuedOn?: string;
  readonly provinceCode?: string;
  readonly techniques?: string;
}

export function rosterRow(given: RosterCells): string[] {
  const { idNumber } = given;
  const birthDate = `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`;
  return [
    given.name ?? '张景和',
    '居民身份证',
    idNumber,
    given.sex ?? (Number(idNumber.charAt(16)) % 2 === 1 ? '男' : '女'),
    birthDate,
    given.certificateNo,
    given.issuedOn ?? '2024-05-06',
    given.provinceCode ?? '330000',
    given.techniques ?? '针刺',
    '腰痛病、颈椎病',
    '省中医药管理局',
  ];
}
