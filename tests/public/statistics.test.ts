import { afterAll, beforeAll, expect, test } from 'vitest';
import { countStatistics } from '../../src/actions/public/countStatistics.ts';
import { readStatistics } from '../../src/actions/public/readStatistics.ts';
import { type Desk, openDesk, submitted } from '../desk/desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

/** A file that was accepted and decided on these days, with its time for supplements. */
async function decided(acceptedOn: string, decidedOn: string, pauses: readonly { from: string; until: string }[] = []) {
  const { id } = await submitted(desk, {});
  await desk.db.database.pool.query(
    `UPDATE application SET state = 'approved', accepted_on = $2, decided_on = $3, pauses = $4 WHERE id = $1`,
    [id, acceptedOn, decidedOn, JSON.stringify(pauses)],
  );
}

test('办理用时与办件时一样算:补正期间停表,不算超期', async () => {
  // 2026-01-05 is a Monday: 25 working days, ten of them while supplements were out.
  const supplement = [{ from: '2026-01-09', until: '2026-01-23' }];
  for (let n = 0; n < 6; n += 1) await decided('2026-01-05', '2026-02-09', supplement);
  await countStatistics(desk.services);
  expect((await readStatistics(desk.services))?.figures).toMatchObject({ decided: 6, medianDays: 15, late: 0 });
  for (let n = 0; n < 5; n += 1) await decided('2026-01-05', '2026-02-09');
  await countStatistics(desk.services);
  expect((await readStatistics(desk.services))?.figures).toMatchObject({ decided: 11, medianDays: 15, late: 5 });
});
