import { afterAll, beforeAll, expect, test } from 'vitest';
import { proveEvent } from '../../src/actions/log/proveEvent.ts';
import { sequence } from '../../src/actions/log/sequence.ts';
import { verifyInclusion } from '../../src/domain/log/proof.ts';
import { isNoteBy } from '../../src/outside/log/noteKey.ts';
import { sha256, treeHasher } from '../../src/outside/log/sha256.ts';
import { makeCounty } from '../factories/life.ts';
import { inactive, insertEntry } from '../factories/register.ts';
import { createTestDatabase, type TestDatabase } from '../setup/testDatabase.ts';
import { makeTestServices, type TestServices } from '../setup/testServices.ts';

let db: TestDatabase;
let made: TestServices;
beforeAll(async () => {
  db = await createTestDatabase();
  made = await makeTestServices(db);
});
afterAll(async () => {
  await made.close();
  await db.drop();
});

test('an event is proven', async () => {
  const { services } = made;
  const county = await makeCounty(services);
  const { entry } = await insertEntry(services.database, county, { later: [inactive('2021-01-01')] });
  expect(await proveEvent(services, { entryId: entry.id })).toBeUndefined();
  expect(await sequence(services)).toMatchObject({ kind: 'done', taken: 3 });
  for (let n = 0; n < 300; n += 1)
    await services.database.pool.query(
      `INSERT INTO ledger (at, actor_name, organisation, action, subject_type, subject_id) VALUES (now(), 'x', '', 'y', 'z', '1')`,
    );
  expect(await sequence(services)).toMatchObject({ kind: 'done', taken: 300 });
  const proof = await proveEvent(services, { entryId: entry.id, opened: true });
  console.log(proof);
  if (proof === undefined) throw new Error('no proof');
  expect(
    verifyInclusion(proof, { hasher: treeHasher, sha256, isSigned: (n) => isNoteBy(services.publicLog.key, n) }),
  ).toMatchObject({ kind: 'included', row: { seq: 2 } });
});
