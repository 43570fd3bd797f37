import type { State } from '../domain/procedure/steps.ts';
import { type Queryable, type Statement, statement } from './database.ts';
import { type QueueOwner, queueOf, scopeOf } from './scope.ts';

/** One line of a queue. Days are YYYY-MM-DD, `since` an ISO instant with microseconds, as a cursor needs it. */
export interface QueueRow {
  readonly id: string;
  readonly number: string;
  readonly kind: string;
  readonly applicant: string;
  readonly institution: string;
  /** Only where files of several authorities stand together. */
  readonly authority?: string | null;
  readonly state: State;
  readonly since: string;
  /** The day of `since` in China. */
  readonly sinceDay: string;
  readonly submittedOn: string;
  readonly passedOn: string | null;
  readonly dueOn: string | null;
  readonly decidedOn: string | null;
  readonly nudges: number;
}

/** The queues of a desk: which states, in which order. `over` is whatever has ended. */
interface QueueShape {
  readonly states: readonly State[] | 'over';
  readonly by: 'due_on' | 'state_since' | 'decided_on';
  readonly newestFirst?: true;
  /** Asked instead of what the owner's queues ask (see queueOf). */
  readonly reached?: string;
}

const working = (state: State, by: QueueShape['by']): QueueShape => ({ states: [state], by });

const queues = {
  institution: {
    atInstitution: working('atInstitution', 'state_since'),
    returned: working('returned', 'state_since'),
    underWay: {
      states: ['atConsent', 'atAuthority', 'supplement', 'accepted'],
      by: 'state_since',
      newestFirst: true,
    },
    over: { states: 'over', by: 'state_since', newestFirst: true },
  },
  authority: {
    atAuthority: working('atAuthority', 'due_on'),
    accepted: working('accepted', 'due_on'),
    supplement: working('supplement', 'due_on'),
    atConsent: working('atConsent', 'due_on'),
    escalated: { ...working('atInstitution', 'due_on'), reached: 'a.escalated_on IS NOT NULL' },
    over: { states: 'over', by: 'decided_on', newestFirst: true },
  },
  consent: {
    atConsent: working('atConsent', 'state_since'),
    given: {
      states: ['atAuthority', 'supplement', 'accepted', 'approved', 'refused', 'notAccepted'],
      by: 'state_since',
      newestFirst: true,
    },
    refused: { states: ['consentRefused'], by: 'state_since', newestFirst: true },
  },
} as const satisfies Record<string, Record<string, QueueShape>>;
export type InstitutionQueue = keyof typeof queues.institution;
export type AuthorityQueue = keyof typeof queues.authority;
export type ConsentQueue = keyof typeof queues.consent;

/** Rows of a page; one more is read to know whether there is a next page. */
const pageRows = 20;
const countedAtMost = 1000;

/**
 * The columns of a line. Names by scalar look-ups: joined, the planner reads the whole table of authorities for twenty rows
 * (measured: 0.6 ms of 1.1). row_to_json over them costs a third of json_build_object.
 */
const line = `a.id, a.number, a.kind, (SELECT p.name FROM physician p WHERE p.id = a.physician_id) AS applicant,
  (SELECT i.name FROM institution i WHERE i.id = a.institution_id) AS institution, a.state, a.state_since AS since,
  (a.state_since AT TIME ZONE 'Asia/Shanghai')::date AS "sinceDay",
  a.submitted_on AS "submittedOn", a.passed_on AS "passedOn", a.due_on AS "dueOn", a.decided_on AS "decidedOn", a.nudges`;
const lineWithAuthority = `${line}, (SELECT u.name FROM authority u WHERE u.id = a.authority_id) AS authority`;

export type Counts = Readonly<Record<string, number>>;
interface QueuePage {
  readonly rows: readonly QueueRow[];
  readonly counts: Counts;
}
type QueueParams = readonly [owner: string, after: string, afterId: string];

function isIn(states: QueueShape['states']): string {
  if (states === 'over') return 'a.is_over';
  return states.length === 1 ? `a.state = '${states[0]}'` : `a.state IN (${states.map((s) => `'${s}'`).join(', ')})`;
}

/** Counts of the queues that are worked off, from the index alone and never more than a thousand each; those that only grow are read newest first. */
function counts(owner: QueueOwner, shapes: Readonly<Record<string, QueueShape>>): string {
  const each = Object.entries(shapes)
    .filter(([, { newestFirst }]) => newestFirst !== true)
    .map(
      ([name, { states, reached = 'true' }]) =>
        `'${name}', (SELECT count(*) FROM (SELECT FROM application a WHERE ${queueOf[owner].owner} AND ${isIn(states)} AND ${reached} LIMIT ${countedAtMost}) n)`,
    );
  return `json_build_object(${each.join(', ')})`;
}

/** One page of one queue in one statement; PostgreSQL builds the JSON, because the client is the bottleneck. */
function queueStatement(
  owner: QueueOwner,
  name: string,
  shape: QueueShape,
  shapes: Readonly<Record<string, QueueShape>>,
): Statement<QueuePage, QueueParams> {
  const type = shape.by === 'state_since' ? 'timestamptz' : 'date';
  const [beyond, order] = shape.newestFirst === true ? ['<', 'DESC'] : ['>', 'ASC'];
  return statement(
    `desk.${owner}.${name}`,
    `SELECT (
      SELECT coalesce(json_agg(row_to_json(q)), '[]') FROM (
        SELECT ${owner === 'authority' ? line : lineWithAuthority} FROM application a
        WHERE ${queueOf[owner].owner} AND ${shape.reached ?? queueOf[owner].reached} AND ${isIn(shape.states)} AND (a.${shape.by}, a.id) ${beyond} ($2::${type}, $3::uuid)
        ORDER BY a.${shape.by} ${order}, a.id ${order} LIMIT ${pageRows + 1}
      ) q) AS rows, ${counts(owner, shapes)} AS counts`,
  );
}

function queueStatements<Name extends string>(
  owner: QueueOwner,
  shapes: Readonly<Record<Name, QueueShape>>,
): Record<Name, Statement<QueuePage, QueueParams>> {
  const names = Object.keys(shapes) as Name[];
  return Object.fromEntries(names.map((name) => [name, queueStatement(owner, name, shapes[name], shapes)])) as Record<
    Name,
    Statement<QueuePage, QueueParams>
  >;
}

const queuePages = {
  institution: queueStatements('institution', queues.institution),
  authority: queueStatements('authority', queues.authority),
  region: queueStatements('region', queues.authority),
  consent: queueStatements('consent', queues.consent),
};

/** Where a page begins: after this row; null is the first page. `value` is the column the queue is ordered by. */
export interface Cursor {
  readonly value: string;
  readonly id: string;
}

export type AskedQueue =
  | { readonly owner: 'institution'; readonly queue: InstitutionQueue; readonly ownerId: string }
  | { readonly owner: 'authority' | 'region'; readonly queue: AuthorityQueue; readonly ownerId: string }
  | { readonly owner: 'consent'; readonly queue: ConsentQueue; readonly ownerId: string };

function shapeAndPage(asked: AskedQueue): { shape: QueueShape; page: Statement<QueuePage, QueueParams> } {
  switch (asked.owner) {
    case 'institution':
      return { shape: queues.institution[asked.queue], page: queuePages.institution[asked.queue] };
    case 'authority':
    case 'region':
      return { shape: queues.authority[asked.queue], page: queuePages[asked.owner][asked.queue] };
    case 'consent':
      return { shape: queues.consent[asked.queue], page: queuePages.consent[asked.queue] };
  }
}

export async function findQueuePage(
  db: Queryable,
  asked: AskedQueue,
  after: Cursor | null,
): Promise<QueuePage & { readonly next: Cursor | null }> {
  const { shape, page } = shapeAndPage(asked);
  const start =
    shape.newestFirst === true
      ? ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff']
      : ['-infinity', '00000000-0000-0000-0000-000000000000'];
  const found = await db.row(page, asked.ownerId, after?.value ?? start[0] ?? '', after?.id ?? start[1] ?? '');
  const rows = found?.rows ?? [];
  const last = rows.length > pageRows ? rows[pageRows - 1] : undefined;
  return {
    rows: rows.slice(0, pageRows),
    counts: found?.counts ?? {},
    next: last === undefined ? null : cursorOf(last, shape),
  };
}

function cursorOf(row: QueueRow, { by }: QueueShape): Cursor | null {
  const value = by === 'state_since' ? row.since : by === 'due_on' ? row.dueOn : row.decidedOn;
  return value === null ? null : { value, id: row.id };
}

type SearchParams = readonly [words: string, owner: string];

function searchStatement(end: 'institution' | 'authority'): Statement<{ rows: readonly QueueRow[] }, SearchParams> {
  return statement(
    `desk.search.${end}`,
    `SELECT coalesce(json_agg(row_to_json(q)), '[]') AS rows FROM (
      SELECT ${lineWithAuthority} FROM application a JOIN physician p ON p.id = a.physician_id
      WHERE ${scopeOf[end]} AND (a.number = upper($1) OR starts_with(p.name, $1))
      ORDER BY a.state_since DESC LIMIT ${pageRows}) q`,
  );
}

/** Files of the desk's scope by whole number or by the beginning of a name, the twenty moved last. */
export const searchFiles = { institution: searchStatement('institution'), authority: searchStatement('authority') };
