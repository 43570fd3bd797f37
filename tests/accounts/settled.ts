import type { FastifyInstance } from 'fastify';
import { openSession } from '../../src/actions/session/openSession.ts';
import type { Database } from '../../src/store/database.ts';
import { insertPersonAccount, insertPhysician, newPhone, type TestPerson } from '../factories/people.ts';
import type { TestApp } from '../setup/testApp.ts';
import { openVisitor, type Visitor } from './visitor.ts';

/** A physician with an activated account, who is signed in. */
export interface Settled {
  readonly actor: TestPerson;
  readonly loginName: string;
  readonly phone: string;
  readonly email: string;
  readonly token: string;
  readonly visitor: Visitor;
}

let serial = 0;

export async function settle(
  { app, db, services }: Pick<TestApp, 'app' | 'db' | 'services'>,
  given: { passwordHash?: string; activated?: boolean } = {},
): Promise<Settled> {
  serial += 1;
  const [phone, loginName] = [newPhone(), `settled${serial}`];
  const email = `${loginName}@example.com`;
  const physician = await insertPhysician(db.database);
  const actor = await insertPersonAccount(db.database, physician, { ...given, phone, email, loginName });
  const token = await openSession(services, 'person', actor.accountId);
  return { actor, loginName, phone, email, token, visitor: signedIn(app, token) };
}

/** A browser with the session of a token. */
export function signedIn(app: FastifyInstance, token: string): Visitor {
  const visitor = openVisitor(app);
  visitor.cookies.set('xinglin-person', token);
  return visitor;
}

/** Notices and ledger rows of an account. */
export async function toldIn(database: Database, accountId: string): Promise<{ notices: string[]; ledger: string[] }> {
  const notices = await database.pool.query<{ title: string; body: string }>(
    'SELECT title, body FROM notice WHERE account_id = $1 ORDER BY at, id',
    [accountId],
  );
  const ledger = await database.pool.query<{ action: string }>(
    'SELECT action FROM ledger WHERE account_id = $1 ORDER BY seq',
    [accountId],
  );
  return {
    notices: notices.rows.map(({ title, body }) => `${title} ${body}`),
    ledger: ledger.rows.map(({ action }) => action),
  };
}
