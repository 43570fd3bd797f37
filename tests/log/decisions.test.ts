import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sequence } from '../../src/actions/log/sequence.ts';
import { verifyLedger } from '../../src/actions/maintenance/verifyLedger.ts';
import { type Holder, openStall, type Stall } from '../live/holder.ts';

// What a decision says, and whose file it is, is in the log with it: a row of the ledger alone would not tell.

let stall: Stall;
let superuser: pg.Client;
let holder: Holder;
let other: Holder;
let ledgerSeq: string;

beforeAll(async () => {
  stall = await openStall();
  superuser = new pg.Client({ connectionString: stall.db.url('postgres') });
  await superuser.connect();
  [holder, other] = [await stall.holder('张景和'), await stall.holder('王肯堂')];
  await stall.order(holder, 'suspend');
  while ((await waiting()) > 0) await sequence(stall.services);
  ledgerSeq = await stall.value(
    `SELECT max(seq)::text AS value FROM ledger WHERE action = 'approved' AND subject_id = (
       SELECT application_id::text FROM register_event WHERE entry_id = $1 AND seq = 1)`,
    holder.entryId,
  );
  expect((await verifyLedger(stall.services)).bad).toBeNull();
});
afterAll(async () => {
  await superuser.end();
  await stall.close();
});

const waiting = () => stall.value<number>('SELECT count(*)::int AS value FROM log_queue');

/** Past every trigger, judged, and taken back. */
async function judged(sql: string, ...params: readonly unknown[]) {
  await superuser.query('SET session_replication_role = replica');
  await superuser.query('CREATE TEMP TABLE before_event AS SELECT * FROM application_event');
  await superuser.query('CREATE TEMP TABLE before_application AS SELECT * FROM application');
  await superuser.query('CREATE TEMP TABLE before_order AS SELECT * FROM register_order');
  await superuser.query(sql, [...params]);
  const { bad } = await verifyLedger(stall.services);
  for (const [table, kept] of [
    ['application_event', 'before_event'],
    ['application', 'before_application'],
    ['register_order', 'before_order'],
  ])
    await superuser.query(`DELETE FROM ${table}; INSERT INTO ${table} SELECT * FROM ${kept}; DROP TABLE ${kept}`);
  await superuser.query('SET session_replication_role = origin');
  return bad;
}

const application = '(SELECT application_id FROM register_event WHERE entry_id = $1 AND seq = 1)';

test.each([`event = event || '{"opinion":"别的意见"}'`, `actor_name = '另一人'`, `organisation = '另一机关'`])(
  'the event of a decision changed: %s',
  async (change) => {
    const bad = await judged(
      `UPDATE application_event SET ${change} WHERE type = 'approved' AND application_id = ${application}`,
      holder.entryId,
    );
    expect(bad).toMatchObject({ table: 'ledger', id: ledgerSeq });
  },
);

test('what the applicant has answered changed', async () => {
  const bad = await judged(
    `UPDATE application_event SET event = event || '{"number":"ZC-0"}' WHERE type = 'submitted' AND application_id = ${application}`,
    holder.entryId,
  );
  expect(bad?.table).toBe('ledger');
});

test('a file given to somebody else', async () => {
  const bad = await judged(
    `UPDATE application a SET physician_id = r.physician_id FROM register_entry r WHERE r.id = $2 AND a.id = ${application}`,
    holder.entryId,
    other.entryId,
  );
  expect(bad?.table).toBe('ledger');
});

test.each([
  `content = content || '{"reason":"别的理由"}'`,
  `effective_on = '2099-01-01'`,
  `kind = 'revoke'`,
  `state = 'confirmed'`,
])('an order changed: %s', async (change) => {
  const bad = await judged(`UPDATE register_order SET ${change} WHERE entry_id = $1`, holder.entryId);
  expect(['ledger', 'register_order', 'register_entry']).toContain(bad?.table);
});

test('everything taken back, it agrees again', async () => {
  expect((await verifyLedger(stall.services)).bad).toBeNull();
});
