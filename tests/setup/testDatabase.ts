import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { testKeys } from './testKeys.ts';

export interface TestDatabase {
  readonly name: string;
  /** As xinglin_app. */
  readonly database: Database;
  /** As xinglin_public. */
  readonly publicDatabase: Database;
  /** Address of this database for a role. */
  url(role: 'postgres' | 'xinglin_owner' | 'xinglin_app' | 'xinglin_public'): string;
  drop(): Promise<void>;
}

/** A fresh clone of the migrated template, gone when dropped. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const urls = inject('database');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await admin(urls.adminUrl, `CREATE DATABASE ${name} TEMPLATE template_xinglin`);
  const url: TestDatabase['url'] = (role) => {
    const bases = {
      postgres: urls.adminUrl,
      xinglin_owner: urls.ownerUrl,
      xinglin_app: urls.appUrl,
      xinglin_public: urls.publicUrl,
    };
    return bases[role].replace(/\/postgres$/, `/${name}`);
  };
  const troubles: Error[] = [];
  const open = (role: 'xinglin_app' | 'xinglin_public') =>
    openDatabase({
      url: url(role),
      connections: 6,
      keys: testKeys,
      applicationName: 'test',
      onIdleError: (error) => troubles.push(error),
    });
  const database = open('xinglin_app');
  const publicDatabase = open('xinglin_public');
  return {
    name,
    database,
    publicDatabase,
    url,
    drop: async () => {
      await database.close();
      await publicDatabase.close();
      // A closed pool may still be saying goodbye: what the DROP itself breaks off is no trouble.
      const [trouble] = troubles;
      await admin(urls.adminUrl, `DROP DATABASE ${name} WITH (FORCE)`);
      if (trouble !== undefined) throw trouble;
    },
  };
}

async function admin(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // Two workers cloning the template at once must wait for each other.
    await client.query('SELECT pg_advisory_lock(1)');
    await client.query(sql);
  } finally {
    await client.end();
  }
}
