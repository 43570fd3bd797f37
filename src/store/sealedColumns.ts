/**
 * Every column that is sealed at rest. In the database it is called NAME_sealed, so that no statement can mean the clear
 * value by mistake, and a constraint refuses everything that is not sealed. `row` is the SQL that names the row of a table
 * called `t`; together with the column it is the place a value is bound to.
 *
 * A `json` column holds any value, an `object` one that is never null: `{}` is NULL at rest.
 */
interface SealedColumnShape {
  readonly kind: 'text' | 'json' | 'object';
  readonly row: (t: string) => string;
}

const byId = (t: string) => `${t}.id`;
const text: SealedColumnShape = { kind: 'text', row: byId };

export const sealedColumns = {
  'account.id_number': text,
  'account.phone': text,
  'account.email': text,
  'physician.id_number': text,
  'qualification.certificate_no': text,
  'correction_request.certificate_no': text,
  'correction_request.words': text,
  'correction_request.answer': text,
  'message.recipient': text,
  'message.text': text,
  'message.code': text,
  'staff_invitation.phone': text,
  'staff_invitation.email': text,
  'staff_invitation.id_number': text,
  'email_confirmation.email': text,
  'account_recovery.phone': text,
  'identity_dispute.phone': text,
  'joining_request.contact_phone': text,
  'joining_request.contact_email': text,
  'dispute_statement.words': {
    kind: 'text',
    row: (t) => `${t}.dispute_id || '/' || ${t}.side || '/' || ${t}.round`,
  },
  'session.data': { kind: 'object', row: byId },
  'import_batch.file_name': text,
  'import_refusal.value': { kind: 'text', row: (t) => `${t}.batch_id || '/' || ${t}.line` },
  'import_refusal.cells': { kind: 'json', row: (t) => `${t}.batch_id || '/' || ${t}.line` },
  'application.answers': { kind: 'object', row: byId },
  'application.draft': { kind: 'json', row: byId },
  'application_event.answers': { kind: 'json', row: (t) => `${t}.application_id || '/' || ${t}.seq` },
  'register_entry.contact': { kind: 'object', row: byId },
  'register_event.contact': { kind: 'json', row: (t) => `${t}.entry_id || '/' || ${t}.seq` },
} as const satisfies Record<string, SealedColumnShape>;
export type SealedColumn = keyof typeof sealedColumns;

/** What equal numbers are found by: columns of one purpose can be compared with each other. */
export type IndexPurpose = 'idNumber' | 'phone' | 'certificateNo' | 'codeTarget';

export function shapeOf(column: SealedColumn): SealedColumnShape {
  return sealedColumns[column];
}

/** `account.phone` is account.phone_sealed. */
export function tableAndColumn(column: SealedColumn): { readonly table: string; readonly name: string } {
  const [table = '', name = ''] = column.split('.');
  return { table, name: `${name}_sealed` };
}

/** Tables with their sealed columns. */
export function sealedTables(): ReadonlyMap<string, readonly SealedColumn[]> {
  return Map.groupBy(Object.keys(sealedColumns) as SealedColumn[], (column) => tableAndColumn(column).table);
}
