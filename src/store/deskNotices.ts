import { statement } from './database.ts';

/** A notice to everybody of an institution or authority. */
export interface DeskNotice {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly at: string;
  readonly readAt: string | null;
  readonly applicationId: string | null;
}

const columns = `id, title, body, at, read_at AS "readAt", application_id AS "applicationId"`;
type Asked = readonly [ownerId: string, before: string, beforeId: string, limit: number, accountId: string];

/** What was told to the desk, and to the one who looks. Each part is cut off by its own index. */
function deskAndOwn(owner: 'institution_id' | 'authority_id'): string {
  const part = (column: string, owned: string) =>
    `(SELECT ${columns} FROM notice WHERE ${column} = ${owned} AND (at, id) < ($2::timestamptz, $3::uuid) ORDER BY at DESC, id DESC LIMIT $4)`;
  return `SELECT * FROM (${part(owner, '$1')} UNION ALL ${part('account_id', '$5')}) n ORDER BY at DESC, id DESC LIMIT $4`;
}

export const findDeskNotices = {
  institution: statement<DeskNotice, Asked>('deskNotices.institution', deskAndOwn('institution_id')),
  authority: statement<DeskNotice, Asked>('deskNotices.authority', deskAndOwn('authority_id')),
};

/** One colleague reads for all: a notice to a desk is not a notice to each of its people. */
export const markDeskNoticesRead = {
  institution: statement<{ id: string }, readonly [ownerId: string, at: string, accountId: string]>(
    'deskNotices.readInstitution',
    'UPDATE notice SET read_at = $2 WHERE (institution_id = $1 OR account_id = $3) AND read_at IS NULL AND at <= $2 RETURNING id',
  ),
  authority: statement<{ id: string }, readonly [ownerId: string, at: string, accountId: string]>(
    'deskNotices.readAuthority',
    'UPDATE notice SET read_at = $2 WHERE (authority_id = $1 OR account_id = $3) AND read_at IS NULL AND at <= $2 RETURNING id',
  ),
};
