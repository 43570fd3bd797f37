import { afterEach, beforeEach, expect, test } from 'vitest';
import { sequence } from '../../src/actions/log/sequence.ts';
import { openLogged } from './logged.ts';

// What makes a row unreadable is named as well: nobody hides a change behind a fault of `ledger verify`.

let site: Awaited<ReturnType<typeof openLogged>>;
beforeEach(async () => {
  site = await openLogged();
  await site.write(50);
  await sequence(site.services);
});
afterEach(() => site.close());

/** Sealed with the right key, and for another row. */
const elsewhere = () => `x1.${site.services.database.keys?.current().id}.${'A'.repeat(60)}`;

test('what lies sealed in an event, moved there from elsewhere', async () => {
  const [, second] = site.entryIds;
  await site.tamper(
    'UPDATE register_event SET contact_sealed = $2 WHERE entry_id = $1 AND seq = 2',
    second,
    elsewhere(),
  );
  expect(await site.bad()).toMatchObject({ table: 'register_event', id: `${second}/2` });
  expect((await site.bad())?.problem).toContain('打不开');
});

test('a row before one that cannot be opened is named first', async () => {
  const [first, , third] = site.entryIds;
  await site.tamper(
    'UPDATE register_event SET contact_sealed = $2 WHERE entry_id = $1 AND seq = 2',
    third,
    elsewhere(),
  );
  await site.tamper(`UPDATE register_event SET at = at + interval '1 second' WHERE entry_id = $1 AND seq = 1`, first);
  expect(await site.bad()).toMatchObject({ table: 'register_event', id: `${first}/1` });
});

test('a leaf far behind the end of the log', async () => {
  const [{ n } = { n: 0 }] = await site.ask<{ n: number }>('SELECT count(*)::int AS n FROM log_leaf');
  await site.tamper(
    `INSERT INTO log_leaf (index, kind, commitment, lost_at) VALUES (1000000000000, 'ledger', sha256(''), now())`,
  );
  expect(await site.bad()).toMatchObject({ table: 'log_leaf', id: String(n) });
});

test('a ledger row about the sealing of nothing that can be', async () => {
  await site.ask(
    `INSERT INTO ledger (at, actor_name, organisation, action, subject_type, subject_id)
     VALUES ('2026-03-02T01:00:00Z', '系统', '', 'sealPaper', 'sealed_document', 'no such paper')`,
  );
  await sequence(site.services);
  const [{ n } = { n: 0 }] = await site.ask<{ n: number }>('SELECT max(seq)::int AS n FROM ledger');
  expect(await site.bad()).toMatchObject({ table: 'ledger', id: String(n) });
});

test('an event of the register that says nothing at all', async () => {
  const [, second] = site.entryIds;
  await site.tamper(`UPDATE register_event SET event = 'null' WHERE entry_id = $1 AND seq = 2`, second);
  expect(await site.bad()).toMatchObject({ table: 'register_event', id: `${second}/2` });
});
