import { statement } from './database.ts';
import type { SealedRows } from './protection.ts';

/**
 * The tables that imports write, with their columns. `fixed` says which row it is; `changing` is what a later file may
 * change and an undo puts back.
 */
export const importedTables = {
  physician: {
    fixed: { id_type: 'text', id_number_sealed: 'text', id_number_index: 'bytea' },
    changing: { name: 'text', sex: 'text', birth_date: 'date' },
  },
  qualification: {
    fixed: { physician_id: 'uuid', certificate_no_sealed: 'text', certificate_no_index: 'bytea' },
    changing: { issued_on: 'date', province_code: 'text', techniques: 'text', conditions: 'text', issuer: 'text' },
  },
  institution: {
    fixed: { number: 'text' },
    changing: {
      ...{ credit_code: 'text', name: 'text', region_code: 'text', type: 'text', authority_id: 'uuid' },
      ...{ head_name: 'text', phone: 'text', licence_valid_until: 'date' },
    },
  },
  authority: {
    fixed: { code: 'text' },
    changing: {
      ...{ name: 'text', region_code: 'text', level: 'text', parent_id: 'uuid', path: 'text' },
      ...{ registers: 'bool', consents: 'bool', consolidates: 'bool' },
    },
  },
} as const;
type ImportedTable = keyof typeof importedTables;

/** How the rows that come as JSON leave: numbers sealed, beside them what they are found by. */
const protection: Partial<Record<ImportedTable, { rows: readonly [SealedRows] }>> = {
  physician: {
    rows: [
      {
        ...{ parameter: 2, row: 'id', seals: { idNumber: 'physician.id_number' } },
        indexes: { idNumberIndex: { of: 'idNumber', purpose: 'idNumber' } },
      },
    ],
  },
  qualification: {
    rows: [
      {
        ...{ parameter: 2, row: 'id', seals: { certificateNo: 'qualification.certificate_no' } },
        indexes: { certificateNoIndex: { of: 'certificateNo', purpose: 'certificateNo' } },
      },
    ],
  },
};

/** `region_code` is "regionCode" in the rows that come as JSON, `id_number_sealed` is "idNumber". */
function inRows(column: string): string {
  const name = column.replace(/_sealed$/, '');
  return `"${name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())}"`;
}

/** The rows of `$2`: each with its line of the file, its id, the version it was found with, and its columns. */
function rowsOf(table: ImportedTable): string {
  const { fixed, changing } = importedTables[table];
  const columns = Object.entries({ ...fixed, ...changing }).map(([column, type]) => `${inRows(column)} ${type}`);
  return `SELECT * FROM jsonb_to_recordset($2::jsonb) AS r(line int, id uuid, version int, ${columns.join(', ')})`;
}

/** Adds rows to a table, and keeps for each which line of which batch it came from. */
export function addRows(table: ImportedTable) {
  const { fixed, changing } = importedTables[table];
  const columns = Object.keys({ ...fixed, ...changing });
  return statement<{ target: string }, readonly [batchId: string, rows: string]>(
    `imports.add.${table}`,
    `WITH r AS (${rowsOf(table)}),
     added AS (INSERT INTO ${table} (id, ${columns.join(', ')})
       SELECT id, ${columns.map(inRows).join(', ')} FROM r RETURNING id, version)
     INSERT INTO import_row (batch_id, line, subject, action, target, version)
     SELECT $1, r.line, '${table}', 'added', added.id, added.version FROM added JOIN r USING (id) RETURNING target`,
    protection[table],
  );
}

/** Changes rows that still have the version they were found with, and keeps what stood there. */
export function changeRows(table: ImportedTable) {
  const { fixed, changing } = importedTables[table];
  const set = Object.keys(changing).map((column) => `${column} = r.${inRows(column)}`);
  return statement<{ target: string }, readonly [batchId: string, rows: string]>(
    `imports.change.${table}`,
    `WITH r AS (${rowsOf(table)}),
     old AS (SELECT t.id, to_jsonb(t) - '{${Object.keys(fixed)}}'::text[] AS before FROM ${table} t JOIN r USING (id)),
     changed AS (UPDATE ${table} t SET ${set.join(', ')}, version = t.version + 1
       FROM r WHERE t.id = r.id AND t.version = r.version RETURNING t.id, t.version)
     INSERT INTO import_row (batch_id, line, subject, action, target, before, version)
     SELECT $1, r.line, '${table}', 'changed', r.id, old.before, changed.version
     FROM changed JOIN r USING (id) JOIN old USING (id) RETURNING target`,
    protection[table],
  );
}
