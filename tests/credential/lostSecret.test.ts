import { getListFromStatusListJWT } from '@sd-jwt/jwt-status-list';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStatusLists } from '../../src/actions/credential/statusLists.ts';
import { statusReference } from '../../src/actions/credential/statusReference.ts';
import { makeCounty } from '../factories/life.ts';
import { insertEntry } from '../factories/register.ts';
import { openTestApp, type TestApp } from '../setup/testApp.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

test('a machine restored without its secret draws other decoys, and none of them speaks for a licence', async () => {
  const county = await makeCounty(app.services);
  const places: number[] = [];
  for (let n = 0; n < 40; n += 1) {
    const { entry } = await insertEntry(app.db.database, county);
    places.push((await statusReference(app.services, app.db.database, entry.id)).idx);
  }
  // Of forty places two would be decoys that are not valid, with any one secret.
  for (let n = 0; n < 10; n += 1) {
    const secret = Buffer.from(`another secret, made anew, number ${n}`);
    const token = (await createStatusLists({ ...app.services, secret }).token(1))?.token ?? '';
    const list = getListFromStatusListJWT(token);
    expect(places.filter((idx) => list.getStatus(idx) !== 0)).toEqual([]);
    expect(list.statusList.filter((status) => status === 1).length).toBeGreaterThan(5000);
  }
});
