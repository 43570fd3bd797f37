import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { seedCalendar } from '../../src/actions/calendar/seedCalendar.ts';
import { verifyLedger } from '../../src/actions/maintenance/verifyLedger.ts';
import { runTimeRound } from '../../src/actions/time/runTimeRound.ts';
import { openDatabase } from '../../src/store/database.ts';
import {
  dueDay,
  filedUntil,
  inactiveSince,
  makeDue,
  makePlace,
  notOnce,
  on,
  type Place,
  sorts,
} from '../factories/due.ts';
import { makeCounty } from '../factories/life.ts';
import { createTestDatabase, type TestDatabase } from '../setup/testDatabase.ts';
import { testKeys } from '../setup/testKeys.ts';
import { makeTestServices, type TestServices } from '../setup/testServices.ts';

let db: TestDatabase;
let made: TestServices;
let place: Place;
beforeEach(async () => {
  db = await createTestDatabase();
  made = await makeTestServices(db);
  await seedCalendar(made.services, 'data/calendar');
  place = await makePlace(made.services, await makeCounty(made.services));
});
afterEach(async () => {
  await made.close();
  await db.drop();
});

const sum = (done: Readonly<Record<string, number>>) => Object.values(done).reduce((a, b) => a + b, 0);

async function count(sql: string): Promise<number> {
  const { rows } = await db.database.pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${sql}`);
  return rows[0]?.n ?? -1;
}

describe('到期事项', () => {
  test('三个实例同时处理,每件只办一次;再来一遍没有可办的', async () => {
    const each = 12;
    const cases = await makeDue(place, each);
    expect(cases.size).toBe(each * sorts.length);
    const others = [1, 2, 3].map(() =>
      openDatabase({
        url: db.url('xinglin_app'),
        connections: 3,
        keys: testKeys,
        applicationName: 'test',
        onIdleError: () => undefined,
      }),
    );
    const services = others.map((database) => ({ ...on(made.services, dueDay), database }));
    const reports = await Promise.all(services.map((each) => runTimeRound(each)));
    expect(reports.flatMap(({ failures }) => failures)).toEqual([]);
    expect(reports.map(({ done }) => sum(done)).reduce((a, b) => a + b, 0)).toBe(cases.size);
    // It is no race when one of them has done everything.
    expect(reports.filter(({ done }) => sum(done) > 0).length).toBeGreaterThan(1);
    expect(await notOnce(made.services, cases)).toEqual([]);
    expect((await verifyLedger(made.services)).bad).toEqual(null);

    const told = await count('notice');
    const again = await runTimeRound(on(made.services, dueDay));
    expect([sum(again.done), again.failures, await count('notice')]).toEqual([0, [], told]);
    expect(await count(`ledger WHERE actor_name = '法定期限届满' AND article = ''`)).toBe(0);
    for (const other of others) await other.close();
  });

  test('被要求停止:办完手上这件就停,余下的由下一轮办', async () => {
    const cases = await makeDue(place, 4);
    const closing = new AbortController();
    const services = on(made.services, dueDay);
    // Asked to stop while it looks for its second sort of case.
    let asked = 0;
    const calendar = () => {
      asked += 1;
      if (asked === 2) closing.abort();
      return services.calendar();
    };
    const stopped = await runTimeRound({ ...services, calendar }, closing.signal);
    expect(sum(stopped.done)).toBeLessThan(cases.size);
    expect(await count('time_round')).toBe(0);
    await runTimeRound(services);
    expect(await notOnce(made.services, cases)).toEqual([]);
  });

  test('一件坏的记下编号,不耽误其他', async () => {
    const bad = await filedUntil(place, '2026-03-26');
    const good = await filedUntil(place, '2026-03-26');
    // What stands between it and its events: the next event of this entry is there already.
    await db.database.pool.query(
      `INSERT INTO register_event (entry_id, seq, type, at, effective_on, event) VALUES ($1, 3, 'licenceClaimed', now(), '2026-03-01', '{}')`,
      [bad],
    );
    const { done, failures } = await runTimeRound(on(made.services, dueDay));
    expect(done.endExpiredSites).toBe(1);
    const { rows } = await db.database.pool.query<{ id: string }>('SELECT id FROM register_site WHERE entry_id = $1', [
      bad,
    ]);
    expect(failures.map(({ duty, id }) => ({ duty, id }))).toEqual([{ duty: 'endExpiredSites', id: rows[0]?.id }]);
    expect(await notOnce(made.services, new Map([[good, 'siteEnded']]))).toEqual([]);
  });

  test('停三天后补办,并且说明;三个同时补办只说一次', async () => {
    const first = await runTimeRound(on(made.services, '2026-03-24'));
    expect(first.missedDays).toBeNull();
    const expired = await filedUntil(place, '2026-03-25');
    const reminded = await inactiveSince(place, '2024-04-25');
    const late = on(made.services, dueDay);
    const reports = await Promise.all([1, 2, 3].map(() => runTimeRound(late)));
    expect(reports.map(({ missedDays }) => missedDays).toSorted()).toEqual([3, null, null]);
    expect(
      await notOnce(
        made.services,
        new Map([
          [expired, 'siteEnded'],
          [reminded, 'inactiveEndReminded'],
        ]),
      ),
    ).toEqual([]);
    const { rows } = await db.database.pool.query<{ detail: { days: number } }>(
      "SELECT detail FROM ledger WHERE action = 'caughtUp' AND actor_name = '法定期限届满'",
    );
    expect(rows.map(({ detail }) => detail.days)).toEqual([3]);
    // The day of effect is that on which it would have happened.
    const { rows: ended } = await db.database.pool.query<{ on: string }>(
      "SELECT effective_on AS on FROM register_event WHERE type = 'siteEnded'",
    );
    expect(ended.map((row) => row.on)).toEqual(['2026-03-26']);
    expect((await runTimeRound(on(made.services, '2026-03-28'))).missedDays).toBeNull();
  });
});
