import { afterAll, beforeAll, expect, test } from 'vitest';
import { statusDecoys } from '../../src/actions/credential/statusDecoys.ts';
import { newStatusReference, statusReference } from '../../src/actions/credential/statusReference.ts';
import { listSize } from '../../src/domain/issuing/statusList.ts';
import { transaction } from '../../src/store/transaction.ts';
import { insertHunan, insertInstitution } from '../factories/people.ts';
import { insertEntry, type Registered } from '../factories/register.ts';
import { openTestApp, type TestApp } from '../setup/testApp.ts';

let app: TestApp;
let makeEntry: () => Promise<Registered>;

beforeAll(async () => {
  app = await openTestApp();
  const tree = await insertHunan(app.db.database);
  const institution = await insertInstitution(app.db.database, tree.county);
  makeEntry = () => insertEntry(app.db.database, { tree, institution });
});
afterAll(() => app.close());

async function insertInstance({ person, entry }: Registered): Promise<string> {
  const { rows } = await app.db.database.pool.query<{ id: string }>(
    `INSERT INTO credential_instance (entry_id, account_id, copies, face_digest, issued_at, expires_at)
     SELECT entry_id, $2, 1, digest, now(), now() FROM licence_face WHERE entry_id = $1 RETURNING id`,
    [entry.id, person.accountId],
  );
  return rows[0]?.id ?? '';
}

test('a registration has one place, whoever asks and how many at once', async () => {
  const { entry } = await makeEntry();
  const asked = await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      index % 2 === 0
        ? statusReference(app.services, app.db.database, entry.id)
        : transaction(app.db.database, (tx) => statusReference(app.services, tx, entry.id)),
    ),
  );
  expect(new Set(asked.map(({ uri, idx }) => `${uri} ${idx}`)).size).toBe(1);
  expect(asked[0]?.uri).toBe('http://localhost:8080/status-lists/1');
  expect(await statusReference(app.services, app.db.database, entry.id)).toEqual(asked[0]);
});

test('each copy in a wallet has a place of its own, and none of them is a decoy', async () => {
  const registered = await makeEntry();
  const instance = await insertInstance(registered);
  const places = await Promise.all(
    Array.from({ length: 20 }, () => newStatusReference(app.services, app.db.database, registered.entry.id, instance)),
  );
  places.push(await statusReference(app.services, app.db.database, registered.entry.id));
  expect(new Set(places.map(({ idx }) => idx)).size).toBe(21);
  const { isDecoy } = statusDecoys(app.services, 1);
  expect(places.filter(({ idx }) => isDecoy(idx))).toEqual([]);
  // Not one after the other: their order would tell when they were given.
  expect(places.every(({ idx }, n) => n === 0 || Math.abs(idx - (places[n - 1]?.idx ?? 0)) === 1)).toBe(false);
});

test('a full list is followed by another one, opened once by whoever is first', async () => {
  const registered = await makeEntry();
  await app.db.database.pool.query(
    `INSERT INTO status_index (list_id, idx, entry_id, instance_id)
     SELECT 1, n, $1, $2 FROM generate_series(0, $3::integer) n ON CONFLICT DO NOTHING`,
    [registered.entry.id, await insertInstance(registered), listSize - 1],
  );
  const others = await Promise.all(Array.from({ length: 4 }, makeEntry));
  const places = await Promise.all(others.map(({ entry }) => statusReference(app.services, app.db.database, entry.id)));
  expect(places.map(({ uri }) => uri)).toEqual(Array(4).fill('http://localhost:8080/status-lists/2'));
});
