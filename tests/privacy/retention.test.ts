import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { submit } from '../../src/actions/application/submit.ts';
import { sweep } from '../../src/actions/maintenance/sweep.ts';
import { insertMessage } from '../../src/store/messages.ts';
import { opened } from '../../src/store/protection.ts';
import { type Applicant, type County, makeCounty, makeDraft, must } from '../factories/life.ts';
import { insertAuthorityStaff, insertPersonAccount, insertPhysician } from '../factories/people.ts';
import { ask, writtenMessages } from '../setup/sealedValues.ts';
import { createTestDatabase, type TestDatabase } from '../setup/testDatabase.ts';
import { makeTestServices, type TestServices } from '../setup/testServices.ts';

let db: TestDatabase;
let made: TestServices;
let county: County;
const begin = Temporal.Instant.from('2026-03-02T01:00:00Z');
beforeEach(async () => {
  db = await createTestDatabase();
  made = await makeTestServices(db);
  county = await makeCounty(made.services);
});
afterEach(async () => {
  await made.close();
  await db.drop();
});

async function values(sql: string, ...params: unknown[]): Promise<unknown[]> {
  const { rows } = await db.database.pool.query<{ value: unknown }>(sql, params);
  return rows.map(({ value }) => value);
}

const count = async (from: string) => (await values(`SELECT count(*)::int AS value FROM ${from}`))[0];

/** Sweeps so many days, less or more a minute, after the beginning. */
async function sweepAfter(days: number, minutes: number): Promise<void> {
  made.setNow(
    begin
      .add({ hours: days * 24 })
      .add({ minutes })
      .toString(),
  );
  await sweep(made.services);
}

/** Each sort of row that goes by its own date: what is there at first, and the days after which it is gone. */
const rows = [
  ['session', 7, `INSERT INTO session (token_hash, created_at, expires_at) VALUES ('\\x01', $1, $1)`],
  [
    'one_time_code',
    1,
    `INSERT INTO one_time_code (purpose, target_index, code_hash, session_hash, created_at, expires_at) VALUES ('p', '\\x03', '\\x01', '\\x02', $1, $1)`,
  ],
  ['attempt', 1, `INSERT INTO attempt (key, at) VALUES ('k', $1)`],
  [
    'idempotency',
    3,
    `INSERT INTO idempotency (key, account_id, request, location, at) VALUES ('k', gen_random_uuid(), 'r', '', $1)`,
  ],
] as const;

describe('保存期限', () => {
  test.each(rows)('%s is there for %i days and not longer', async (table, days, insert) => {
    await db.database.pool.query(insert, [begin.toString()]);
    await sweepAfter(days, -1);
    expect(await count(table)).toBe(1);
    await sweepAfter(days, 1);
    expect(await count(table)).toBe(0);
  });

  test('more rows than one batch holds, three programs at once: all gone', async () => {
    await db.database.pool.query(`INSERT INTO attempt (key, at) SELECT 'k' || n, $1 FROM generate_series(1, 3500) n`, [
      begin.toString(),
    ]);
    made.setNow(begin.add({ hours: 25 }).toString());
    await Promise.all([1, 2, 3].map(() => sweep(made.services)));
    await sweep(made.services);
    expect(await count('attempt')).toBe(0);
  });

  test('a message loses whom it was for and what it said, when it is no longer to be sent', async () => {
    const [sent, waiting] = [randomUUID(), randomUUID()];
    for (const id of [sent, waiting])
      await db.database.row(insertMessage, id, 'mail', '13800138000', 's', '张景和您好', '123456', begin.toString());
    await db.database.pool.query('UPDATE message SET sent_at = $2, due_at = NULL WHERE id = $1', [
      sent,
      begin.toString(),
    ]);
    const kept = async () =>
      (await writtenMessages(db.database)).map(({ recipient, subject, text, code }) => [
        recipient,
        subject,
        text,
        code,
      ]);
    const whole = ['13800138000', 's', '张景和您好', '123456'];
    await sweepAfter(30, -1);
    expect(await kept()).toEqual([whole, whole]);
    await sweepAfter(30, 1);
    expect(await kept()).toEqual(expect.arrayContaining([[null, '', null, null], whole]));
    expect(await count('message WHERE sent_at IS NOT NULL AND recipient_sealed IS NULL')).toBe(1);
  });

  test('the record stays: ledger, readings, events', async () => {
    const before = await values(
      'SELECT count(*)::int AS value FROM ledger UNION ALL SELECT count(*)::int FROM read_log',
    );
    await sweepAfter(10_000, 0);
    const after = await values(
      'SELECT count(*)::int AS value FROM ledger UNION ALL SELECT count(*)::int FROM read_log',
    );
    expect(after).toEqual(before);
  });
});

describe('草稿', () => {
  const drafts = ({ applicationId }: Applicant) =>
    values('SELECT state AS value FROM application WHERE id = $1', applicationId);
  const told = ({ person }: Applicant) =>
    values(`SELECT body AS value FROM notice WHERE account_id = $1 AND title = '草稿即将到期'`, person.accountId);

  test('is told of once, two weeks before, and then deleted with a ledger row', async () => {
    const draft = await makeDraft(made.services, county.institution);
    await sweepAfter(166, -1);
    expect(await told(draft)).toEqual([]);
    made.setNow(begin.add({ hours: 166 * 24, minutes: 1 }).toString());
    await Promise.all([1, 2, 3].map(() => sweep(made.services)));
    expect(await told(draft)).toEqual([expect.stringContaining('2026年8月29日后删除')]);
    await sweepAfter(179, 0);
    expect(await drafts(draft)).toEqual(['draft']);
    made.setNow(begin.add({ hours: 180 * 24, minutes: 2 }).toString());
    await Promise.all([1, 2, 3].map(() => sweep(made.services)));
    expect(await drafts(draft)).toEqual([]);
    expect(await count(`ledger WHERE action = 'draftExpired' AND subject_id = '${draft.applicationId}'`)).toBe(1);
    expect(await told(draft)).toHaveLength(1);
  });

  test('is kept two weeks after it was told, though nothing swept for a year', async () => {
    const draft = await makeDraft(made.services, county.institution);
    await sweepAfter(365, 0);
    expect(await told(draft)).toHaveLength(1);
    await sweepAfter(378, 0);
    expect(await drafts(draft)).toEqual(['draft']);
    await sweepAfter(379, 1);
    expect(await drafts(draft)).toEqual([]);
  });

  test('one that was submitted is no draft', async () => {
    const { person, applicationId } = await makeDraft(made.services, county.institution);
    must(await submit(made.services, person, { applicationId, version: 0, key: randomUUID(), location: '/' }));
    await sweepAfter(400, 0);
    await sweepAfter(800, 0);
    expect(await values('SELECT state AS value FROM application WHERE id = $1', applicationId)).toEqual([
      'atInstitution',
    ]);
  });
});

describe('照片和导入', () => {
  async function keep(key: string): Promise<void> {
    await made.services.storage.put(key, Buffer.from('x'), 'image/jpeg');
  }
  const isKept = async (key: string) => (await made.services.storage.get(key)) !== undefined;

  test('a photo nobody refers to goes, those of drafts and of submitted files stay', async () => {
    const [draft, sent] = [
      await makeDraft(made.services, county.institution),
      await makeDraft(made.services, county.institution),
    ];
    must(
      await submit(made.services, sent.person, {
        applicationId: sent.applicationId,
        version: 0,
        key: randomUUID(),
        location: '/',
      }),
    );
    // Replaced after the submission: the event still refers to the first.
    await db.database.pool.query('UPDATE application SET photo_id = NULL WHERE id = $1', [sent.applicationId]);
    await db.database.pool.query(
      `INSERT INTO photo (account_id, key, created_at) VALUES ($1, 'photos/replaced.jpg', $2)`,
      [draft.person.accountId, begin.toString()],
    );
    await keep('photos/replaced.jpg');
    await sweepAfter(30, -1);
    expect(await isKept('photos/replaced.jpg')).toBe(true);
    await sweepAfter(30, 1);
    expect(await isKept('photos/replaced.jpg')).toBe(false);
    expect(await count('photo')).toBe(2);
  });

  test('the file of an import goes when preview and import have both ended long ago; refused rows with it', async () => {
    const insert = (id: string, endedAt: Temporal.Instant) =>
      ask(
        db.database,
        `INSERT INTO import_batch (id, kind, file_name_sealed, state, file_key, refused, started_at, ended_at)
         VALUES ($1, 'roster', $2, 'done', 'imports/one', 1, $3, $4)`,
        [id, 'f', begin.toString(), endedAt.toString()],
        { seals: [{ parameter: 2, column: 'import_batch.file_name', row: '$1' }] },
      );
    await insert('R-1', begin);
    await insert('R-2', begin.add({ hours: 24 }));
    for (const batch of ['R-1', 'R-2'])
      await ask(
        db.database,
        `INSERT INTO import_refusal (batch_id, line, column_name, value_sealed, reason, code, cells_sealed)
         VALUES ($1, 2, 'c', $2, 'r', 'x', $3)`,
        [batch, 'v', '[]'],
        {
          seals: [
            { parameter: 2, column: 'import_refusal.value', row: '$1/2' },
            { parameter: 3, column: 'import_refusal.cells', row: '$1/2' },
          ],
        },
      );
    await keep('imports/one');
    await sweepAfter(90, 1);
    expect(await isKept('imports/one')).toBe(true);
    expect(await values('SELECT batch_id AS value FROM import_refusal')).toEqual(['R-2']);
    await sweepAfter(91, 1);
    expect(await isKept('imports/one')).toBe(false);
    expect(await count('import_batch WHERE file_key IS NULL')).toBe(2);
    expect(await count('import_refusal')).toBe(0);
  });
});

describe('从未激活的账号', () => {
  const accounts = (id: string) =>
    ask<{ active: boolean; name: string; email: string | null }>(
      db.database,
      `SELECT c.active, c.name, ${opened('c', 'account.id_number')} AS "idNumber", ${opened('c', 'account.phone')} AS phone,
         ${opened('c', 'account.email')} AS email, num_nulls(c.id_number_index, c.phone_index)::int AS unindexed
       FROM account c WHERE c.id = $1`,
      [id],
    );

  test('loses everything of a person after two years; activated ones, staff and open requests do not', async () => {
    const { database } = made.services;
    const account = async (activated: boolean) =>
      (await insertPersonAccount(database, await insertPhysician(database), { activated, email: 'a@example.com' }))
        .accountId;
    const [unused, waiting, used] = [await account(false), await account(false), await account(true)];
    const { accountId: officer } = await insertAuthorityStaff(database, county.tree.county, 'officer');
    await db.database.pool.query('UPDATE account SET created_at = $1', [begin.toString()]);
    await ask(
      db.database,
      `INSERT INTO correction_request (account_id, authority_id, province_code, certificate_no_sealed, words_sealed, state, created_at, id)
       VALUES ($1, $2, '430000', $3, $4, 'open', $5, $6)`,
      [waiting, county.tree.province.id, 'c', 'w', begin.toString(), randomUUID()],
      {
        seals: [
          { parameter: 3, column: 'correction_request.certificate_no', row: '$6' },
          { parameter: 4, column: 'correction_request.words', row: '$6' },
        ],
      },
    );
    await sweepAfter(730, -1);
    const kept = expect.objectContaining({ active: true, email: 'a@example.com', unindexed: 0 });
    expect(await accounts(unused)).toEqual([kept]);
    await sweepAfter(730, 1);
    const nothing = { idNumber: null, phone: null, email: null, unindexed: 2 };
    expect(await accounts(unused)).toEqual([{ active: false, name: '已清除', ...nothing }]);
    for (const id of [waiting, used]) expect(await accounts(id)).toEqual([kept]);
    expect(await accounts(officer)).toMatchObject([{ active: true }]);
  });
});
