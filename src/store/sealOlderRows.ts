import pg from 'pg';
import type { KeyRing } from './keyRing.ts';
import { type Rewriting, rewriteRows } from './rewriteRows.ts';
import { blindIndex, seal } from './seal.ts';
import { type IndexPurpose, type SealedColumn, shapeOf, tableAndColumn } from './sealedColumns.ts';
import { sweepPages } from './sweepPages.ts';

/** The migration that made the sealed columns; what they replace is sealed and dropped right after it. */
export const sealingMigration = '0018_vault.sql';
/** Stands among the migrations once nothing in clear is left, in rows or between them. */
const done = sealingMigration.replace(/sql$/, 'sealed');

interface OlderColumn {
  readonly column: SealedColumn;
  /** SQL of the clear value in table `t`. */
  readonly clear: string;
  readonly index?: IndexPurpose;
}

interface OlderTable {
  readonly columns: readonly [OlderColumn, ...OlderColumn[]];
  readonly dropped: readonly string[];
  /** Key of `event` that goes with the value. */
  readonly taken?: string;
  readonly required: readonly string[];
}

const own = (column: SealedColumn, index?: IndexPurpose): OlderColumn => ({
  column,
  clear: `t.${column.split('.')[1]}`,
  ...(index === undefined ? {} : { index }),
});

const older: Readonly<Record<string, OlderTable>> = {
  account: {
    columns: [
      // '' in accounts that were never activated and whose time of keeping is over.
      { column: 'account.id_number', clear: "nullif(t.id_number, '')", index: 'idNumber' },
      own('account.phone', 'phone'),
      own('account.email'),
    ],
    dropped: ['id_number', 'phone', 'email'],
    required: [],
  },
  physician: {
    columns: [own('physician.id_number', 'idNumber')],
    dropped: ['id_number'],
    required: ['id_number_sealed', 'id_number_index'],
  },
  qualification: {
    columns: [own('qualification.certificate_no', 'certificateNo')],
    dropped: ['certificate_no'],
    required: ['certificate_no_sealed', 'certificate_no_index'],
  },
  correction_request: {
    columns: [
      own('correction_request.certificate_no'),
      own('correction_request.words'),
      own('correction_request.answer'),
    ],
    dropped: ['certificate_no', 'words', 'answer'],
    required: ['certificate_no_sealed', 'words_sealed'],
  },
  message: {
    // '' once their time of keeping is over.
    columns: [
      { column: 'message.recipient', clear: "nullif(t.recipient, '')" },
      { column: 'message.text', clear: "nullif(t.text, '')" },
      own('message.code'),
    ],
    dropped: ['recipient', 'text', 'code'],
    required: [],
  },
  staff_invitation: {
    columns: [own('staff_invitation.phone'), own('staff_invitation.email'), own('staff_invitation.id_number')],
    dropped: ['phone', 'email', 'id_number'],
    required: [],
  },
  email_confirmation: {
    columns: [own('email_confirmation.email')],
    dropped: ['email'],
    required: ['email_sealed'],
  },
  account_recovery: {
    columns: [own('account_recovery.phone')],
    dropped: ['phone'],
    required: ['phone_sealed'],
  },
  identity_dispute: {
    columns: [own('identity_dispute.phone')],
    dropped: ['phone'],
    required: ['phone_sealed'],
  },
  dispute_statement: {
    columns: [own('dispute_statement.words')],
    dropped: ['words'],
    required: [],
  },
  import_batch: {
    columns: [own('import_batch.file_name')],
    dropped: ['file_name'],
    required: ['file_name_sealed'],
  },
  import_refusal: {
    columns: [own('import_refusal.value'), { column: 'import_refusal.cells', clear: 't.row::text' }],
    dropped: ['value', 'row'],
    required: ['value_sealed', 'cells_sealed'],
  },
  application: {
    columns: [
      { column: 'application.answers', clear: "nullif(t.answers, '{}')::text" },
      { column: 'application.draft', clear: 't.draft::text' },
    ],
    dropped: ['answers', 'draft'],
    required: [],
  },
  application_event: {
    columns: [{ column: 'application_event.answers', clear: "(t.event -> 'answers')::text" }],
    dropped: [],
    taken: 'answers',
    required: [],
  },
  register_entry: {
    columns: [{ column: 'register_entry.contact', clear: "nullif(t.contact, '{}')::text" }],
    dropped: ['contact'],
    required: [],
  },
  register_event: {
    columns: [{ column: 'register_event.contact', clear: "(t.event -> 'contact')::text" }],
    dropped: [],
    taken: 'contact',
    required: [],
  },
};

/** What the migration itself has emptied. */
const emptied = ['session', 'one_time_code', 'import_row'];

/**
 * Seals what rows of an older version hold in clear, then drops the columns that held it and writes the tables anew, so that
 * nothing of it is left between the rows either. Done once; broken off, it goes on where it was. The caller holds the lock of
 * migrations. `wholeServer`: the server is ours alone, so that its log can be thrown away too.
 */
export async function sealOlderRows(client: pg.Client, keys: KeyRing, wholeServer: boolean): Promise<void> {
  const { rows } = await client.query('SELECT FROM schema_migration WHERE name = $1', [done]);
  if (rows.length > 0) return;
  const { rows: left } = await client.query(
    "SELECT FROM pg_attribute WHERE attrelid = 'account'::regclass AND attname = 'id_number' AND NOT attisdropped",
  );
  // Dropped, but not marked as done: whether there was anything is not known any more.
  let cleared = left.length === 0;
  if (left.length > 0) {
    for (const [table, one] of Object.entries(older)) {
      if (one.taken !== undefined) await client.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
      if ((await sealTable(client, sealingOf(table, one, keys))) > 0) cleared = true;
    }
    await dropClear(client, keys);
  }
  if (cleared) await sweepPages(client, [...Object.keys(older), ...emptied], wholeServer);
  await client.query('INSERT INTO schema_migration (name, checksum) VALUES ($1, $2)', [done, '']);
}

function sealingOf(table: string, { columns, taken }: OlderTable, keys: KeyRing): Rewriting {
  const [first] = columns;
  const names = columns.map(({ column }) => tableAndColumn(column).name);
  const indexed = columns.flatMap(({ index }, n) => (index === undefined ? [] : [{ n, index, name: names[n] ?? '' }]));
  const set = [
    ...names.map((name, n) => `${name} = v.n${n}`),
    ...indexed.map(({ name }, n) => `${name.replace(/_sealed$/, '_index')} = v.n${columns.length + n}`),
    ...(taken === undefined ? [] : [`event = t.event - '${taken}'`]),
  ];
  const sealed = (column: SealedColumn, row: string, value: string | null | undefined) =>
    value == null ? null : seal(keys.current(), `${column}|${row}`, value);
  return {
    table,
    row: shapeOf(first.column).row('t'),
    values: columns.map(({ clear }) => clear),
    where: columns.map(({ clear }, n) => `((${clear}) IS NOT NULL AND t.${names[n]} IS NULL)`).join(' OR '),
    types: [...columns.map(() => 'text'), ...indexed.map(() => 'bytea')],
    set,
    rewrite: (row, values) => [
      ...columns.map(({ column }, n) => sealed(column, row, values[n])),
      ...indexed.map(({ n, index }) => {
        const value = values[n];
        return value == null ? null : blindIndex(keys.indexKey.key, index, value);
      }),
    ],
  };
}

async function sealTable(client: pg.Client, sealing: Rewriting): Promise<number> {
  let all = 0;
  for (;;) {
    const more = await rewriteRows(client, sealing);
    if (more === 0) return all;
    all += more;
  }
}

/** One transaction: from here on nothing in clear can be read, and what must be there must be sealed. */
async function dropClear(client: pg.Client, keys: KeyRing): Promise<void> {
  await client.query('BEGIN');
  for (const [table, one] of Object.entries(older)) {
    const { dropped, required, taken } = one;
    await client.query(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
    // A row that somebody held meanwhile was left out: the next start takes it.
    const { rows } = await client.query(`SELECT FROM ${table} t WHERE ${sealingOf(table, one, keys).where} LIMIT 1`);
    if (rows.length > 0) throw new Error(`${table} was in use while it was being sealed; start again`);
    const changes = [
      ...dropped.map((column) => `DROP COLUMN ${pg.escapeIdentifier(column)}`),
      ...required.map((column) => `ALTER COLUMN ${column} SET NOT NULL`),
      ...(taken === undefined ? [] : ['ENABLE TRIGGER USER']),
    ];
    await client.query(`ALTER TABLE ${table} ${changes.join(', ')}`);
  }
  await client.query('ALTER TABLE dispute_statement ADD CHECK ((words_sealed IS NULL) = (answered_at IS NULL))');
  await client.query(
    `ALTER TABLE message ADD CHECK (due_at IS NULL OR recipient_sealed IS NOT NULL),
       ADD CHECK ((recipient_sealed IS NULL) = (text_sealed IS NULL))`,
  );
  await client.query(
    `ALTER TABLE account ADD CHECK ("end" <> 'person' OR (id_type IS NOT NULL AND notice_version IS NOT NULL
       AND (id_number_sealed IS NOT NULL OR (NOT active AND activated_at IS NULL))))`,
  );
  await client.query('COMMIT');
}
