import pg from 'pg';
import type { KeyRing } from './keyRing.ts';
import { openRows, opens, type Protection, protectParameters } from './protection.ts';

// Days stay text (YYYY-MM-DD) and instants ISO text: a Date would drag the host's time zone in. int8 counts fit a number.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text) => new Date(text).toISOString());
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** One SQL statement, prepared once per connection under its name; `Row` is what it returns. */
export interface Statement<Row, Params extends readonly unknown[]> {
  readonly name: string;
  readonly text: string;
  /** What is sealed on the way in, and whether something is opened on the way out. */
  readonly protection: Protection | undefined;
  readonly opens: boolean;
  /** Types only; never there at run time. */
  readonly shape?: (params: Params) => Row;
}

/** All statements of the program; a house test prepares each against the migrated database. */
export const statements = new Map<string, Statement<unknown, readonly unknown[]>>();

export function statement<Row, Params extends readonly unknown[] = []>(
  name: string,
  text: string,
  protection?: Protection,
): Statement<Row, Params> {
  if (statements.has(name)) throw new Error(`two statements are called ${name}`);
  const made = { name, text, protection, opens: opens(text) };
  statements.set(name, made);
  return made;
}

/** Where statements run: the pool, or the one connection of a transaction. */
export interface Queryable {
  rows<Row, Params extends readonly unknown[]>(statement: Statement<Row, Params>, ...params: Params): Promise<Row[]>;
  row<Row, Params extends readonly unknown[]>(
    statement: Statement<Row, Params>,
    ...params: Params
  ): Promise<Row | undefined>;
}

export interface Database extends Queryable {
  readonly pool: pg.Pool;
  /** Undefined where nothing sealed is ever read: at the public side. */
  readonly keys: KeyRing | undefined;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  readonly url: string;
  /** Role to act as when the login itself is not that role. */
  readonly role?: string | undefined;
  readonly connections: number;
  readonly keys?: KeyRing | undefined;
  /** Seen in pg_stat_activity; instances of one program share the beginning `xinglin`. */
  readonly applicationName: string;
  /** Called for errors of idle connections, which nobody is waiting for. */
  readonly onIdleError: (error: Error) => void;
}

export function openDatabase(options: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.connections,
    application_name: options.applicationName,
    connectionTimeoutMillis: 10_000,
    // BEGIN travels with the first statement of a transaction, instead of one round trip each.
    pipeline: true,
    // Our statements find rows by key: the generic plan is the right one, and planning each anew costs more than running it.
    options: [
      '-c plan_cache_mode=force_generic_plan -c jit=off',
      ...(options.role === undefined ? [] : [`-c role=${options.role}`]),
    ].join(' '),
  });
  pool.on('error', options.onIdleError);
  // Whoever uses a connection hears of its end from the statement; the event alone, with nobody listening, ends the program.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return { ...queryable(pool, options.keys), pool, keys: options.keys, close: () => pool.end() };
}

/** Statements asked in one turn leave in one packet: waking the other side costs more than most of them. */
export function sendTogether(connection: pg.Pool | pg.PoolClient): void {
  if (!('connection' in connection)) return;
  const { stream } = connection.connection;
  if (stream.writableCorked > 0) return;
  stream.cork();
  process.nextTick(() => stream.uncork());
}

export function queryable(connection: pg.Pool | pg.PoolClient, keys: KeyRing | undefined): Queryable {
  const rows = async <Row, Params extends readonly unknown[]>(asked: Statement<Row, Params>, ...params: Params) => {
    // Before the first await: statements leave in the order in which they were asked for, and a COMMIT may be behind this one.
    const values =
      asked.protection === undefined ? [...params] : protectParameters(asked.protection, params, need(keys));
    sendTogether(connection);
    const result = await connection.query<Row & pg.QueryResultRow>({ name: asked.name, text: asked.text, values });
    return asked.opens ? openRows(result.rows, need(keys)) : result.rows;
  };
  return { rows, row: async (asked, ...params) => (await rows(asked, ...params))[0] };
}

function need(keys: KeyRing | undefined): KeyRing {
  if (keys === undefined) throw new Error('this database was opened without the keys of sealed data');
  return keys;
}
