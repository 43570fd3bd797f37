import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { sequence } from '../../src/actions/log/sequence.ts';
import { verifyLedger } from '../../src/actions/maintenance/verifyLedger.ts';
import type { Services } from '../../src/actions/services.ts';
import { makeCounty } from '../factories/life.ts';
import { inactive, insertEntry } from '../factories/register.ts';
import { createTestDatabase, type TestDatabase } from '../setup/testDatabase.ts';
import { makeTestServices } from '../setup/testServices.ts';

/** A register with some entries, its log, and somebody who may do everything in the database. */
export interface Logged {
  readonly db: TestDatabase;
  readonly services: Services;
  /** As database superuser, past every trigger. */
  tamper(sql: string, ...params: readonly unknown[]): Promise<void>;
  ask<Row extends pg.QueryResultRow>(sql: string, ...params: readonly unknown[]): Promise<Row[]>;
  /** Rows of the ledger that say nothing else. */
  write(rows: number): Promise<void>;
  /** The first thing that `ledger verify` names. */
  bad(): Promise<{ table: string; id: string; problem: string } | null>;
  close(): Promise<void>;
}

/** The folder of the log. */
export function folderOf({ outboxDir }: Pick<Services, 'outboxDir'>): string {
  return join(outboxDir ?? '', 'log');
}

/** Entries with two events each, whose ids are answered in the order in which they were written. */
export async function openLogged(entries = 3): Promise<Logged & { readonly entryIds: readonly string[] }> {
  const db = await createTestDatabase();
  const made = await makeTestServices(db);
  const { services } = made;
  const superuser = new pg.Client({ connectionString: db.url('postgres') });
  await superuser.connect();
  const county = await makeCounty(services);
  const entryIds: string[] = [];
  for (let n = 0; n < entries; n += 1) {
    const { entry } = await insertEntry(services.database, county, { later: [inactive('2021-01-04')] });
    entryIds.push(entry.id);
    await sequence(services);
  }
  const ask: Logged['ask'] = async (sql, ...params) => (await superuser.query(sql, [...params])).rows;
  return {
    db,
    services,
    entryIds,
    ask,
    tamper: async (sql, ...params) => {
      await superuser.query('SET session_replication_role = replica');
      await superuser.query(sql, [...params]);
      await superuser.query('SET session_replication_role = origin');
    },
    write: (rows) => writeLedger(services, rows),
    bad: async () => (await verifyLedger(services)).bad,
    close: async () => {
      await superuser.end();
      await made.close();
      await db.drop();
    },
  };
}

export async function writeLedger({ database }: Pick<Services, 'database'>, rows: number): Promise<void> {
  await database.pool.query(
    `INSERT INTO ledger (at, actor_name, organisation, action, subject_type, subject_id)
     SELECT '2026-03-02T01:00:00.123456Z', '系统', '', 'noted', 'test', $2 || n FROM generate_series(1, $1::int) n`,
    [rows, randomUUID()],
  );
}
