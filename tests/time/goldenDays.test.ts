import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { seedCalendar } from '../../src/actions/calendar/seedCalendar.ts';
import { runTimeRound } from '../../src/actions/time/runTimeRound.ts';
import {
  accepted,
  actsOf,
  atAuthority,
  atInstitution,
  filedUntil,
  inactiveSince,
  inSupplement,
  makePlace,
  on,
  type Place,
  suspendedUntil,
} from '../factories/due.ts';
import { makeCounty } from '../factories/life.ts';
import { createTestDatabase, type TestDatabase } from '../setup/testDatabase.ts';
import { makeTestServices, type TestServices } from '../setup/testServices.ts';

let db: TestDatabase;
let made: TestServices;
let place: Place;
beforeAll(async () => {
  db = await createTestDatabase();
  made = await makeTestServices(db);
  await seedCalendar(made.services, 'data/calendar');
  place = await makePlace(made.services, await makeCounty(made.services));
});
afterAll(async () => {
  await made.close();
  await db.drop();
});
// What a case leaves behind is not looked at by the next.
afterEach(() => db.database.pool.query('UPDATE application SET due_on = NULL WHERE due_on IS NOT NULL'));

type Make = (place: Place, day: string) => Promise<string>;

/** What is made and since when; the last day on which nothing happens, and the day on which it does. By hand, with the days announced for 2026. */
const golden: readonly [what: string, make: Make, day: string, quiet: string, acts: string, action: string][] = [
  ['多点备案最后一天仍有效', filedUntil, '2026-03-26', '2026-03-26', '2026-03-27', 'siteEnded'],
  ['多点备案30天前提醒', filedUntil, '2026-06-30', '2026-05-30', '2026-05-31', 'siteEndReminded'],
  [
    '多点备案7天前提醒',
    (p, day) => filedUntil(p, day, '2026-06-10'),
    '2026-06-30',
    '2026-06-22',
    '2026-06-23',
    'siteEndReminded',
  ],
  ['暂停执业最后一天仍暂停', suspendedUntil, '2026-04-08', '2026-04-08', '2026-04-09', 'suspensionEnded'],
  ['备案满两年90天前提醒', inactiveSince, '2024-09-10', '2026-06-11', '2026-06-12', 'inactiveEndReminded'],
  [
    '2月29日备案,2月28日满两年,90天前提醒',
    inactiveSince,
    '2024-02-29',
    '2025-11-29',
    '2025-11-30',
    'inactiveEndReminded',
  ],
  ['备案满两年的次日', inactiveSince, '2024-08-01', '2026-08-01', '2026-08-02', 'statutoryCaseOpened'],
  // 清明节 4 to 6 April: five working days from Thursday 2 April are 3, 7, 8, 9, 10.
  ['五个工作日没有告知,视为受理,跨清明', atAuthority, '2026-04-02', '2026-04-10', '2026-04-11', 'deemedAccepted'],
  // 春节: 14 February is worked, 15 to 23 is not; 10, 11, 12, 13, 14.
  ['机构五个工作日未审核,春节调休上班计入', atInstitution, '2026-02-09', '2026-02-14', '2026-02-15', 'escalated'],
  // 28 February is worked: 24, 25, 26, 27, 28.
  ['机构五个工作日未审核,跨春节', atInstitution, '2026-02-14', '2026-02-28', '2026-03-01', 'escalated'],
  // 4 to 8, 9 (worked), 11, … : ten working days from 30 April are 6, 7, 8, 9, 11, 12, 13, 14, 15, 18 May.
  ['补正十个工作日提醒,跨劳动节', inSupplement, '2026-04-30', '2026-05-17', '2026-05-18', 'supplementReminded'],
  // Five more: 19, 20, 21, 22, 25 May.
  ['补正十五个工作日后视为撤回', inSupplement, '2026-04-30', '2026-05-25', '2026-05-26', 'lapsed'],
  // The 20th is worked, the 25th is off: the fifteenth working day after 1 September is the 21st, the twentieth the 29th.
  ['审批还剩五个工作日预警,跨中秋', accepted, '2026-09-01', '2026-09-20', '2026-09-21', 'deadlineWarned'],
];

async function actsAbout(id: string, action: string): Promise<number> {
  return (await actsOf(made.services)).filter((act) => act.id === id && act.action === action).length;
}

describe('到期的那一天', () => {
  test.each(golden)('%s', async (_what, make, day, quiet, acts, action) => {
    const id = await make(place, day);
    await runTimeRound(on(made.services, quiet));
    const before = await actsAbout(id, action);
    const { failures } = await runTimeRound(on(made.services, acts));
    expect({ before, failures, after: await actsAbout(id, action) }).toEqual({ before: 0, failures: [], after: 1 });
  });

  test('停运错过几次提醒,只补最近的一次', async () => {
    const id = await inactiveSince(place, '2024-12-15');
    await runTimeRound(on(made.services, '2026-12-10'));
    await runTimeRound(on(made.services, '2026-12-11'));
    expect(await actsAbout(id, 'inactiveEndReminded')).toBe(1);
  });

  test('比三十天短的备案不在当天就提醒三十天', async () => {
    const id = await filedUntil(place, '2027-01-20', '2027-01-05');
    await runTimeRound(on(made.services, '2027-01-06'));
    expect(await actsAbout(id, 'siteEndReminded')).toBe(0);
    await runTimeRound(on(made.services, '2027-01-13'));
    expect(await actsAbout(id, 'siteEndReminded')).toBe(1);
  });
});
