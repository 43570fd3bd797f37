import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startApplication } from '../../src/actions/application/startApplication.ts';
import { submit } from '../../src/actions/application/submit.ts';
import type { Outcome } from '../../src/actions/outcome.ts';
import { openStatutoryCases } from '../../src/actions/time/openStatutoryCases.ts';
import { type Desk, openDesk } from '../desk/desk.ts';
import { must } from '../factories/life.ts';
import { inactive, insertEntry, type Registered } from '../factories/register.ts';
import { typeDraft } from '../setup/sealedValues.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

/** Filed on a day; the last day on which practice can be taken up again, and the day after, by hand. */
const filings = [
  ['2024-02-29', '2026-02-28', '2026-03-01'],
  ['2024-02-28', '2026-02-28', '2026-03-01'],
  ['2024-03-01', '2026-03-01', '2026-03-02'],
  ['2024-06-15', '2026-06-15', '2026-06-16'],
  ['2024-12-31', '2026-12-31', '2027-01-01'],
  ['2026-02-28', '2028-02-28', '2028-02-29'],
] as const;

const table = filings.flatMap(([filed, last, next]) => [
  { filed, moment: `${last}T00:00:00+08:00`, over: false },
  { filed, moment: `${last}T23:59:59+08:00`, over: false },
  { filed, moment: `${next}T00:00:00+08:00`, over: true },
  { filed, moment: `${next}T23:59:59+08:00`, over: true },
]);

const zones = [
  { zone: 'UTC', minutes: 0 },
  { zone: 'America/New_York', minutes: 300 },
];

const kind = 'reactivation';
const begun = ({ entry }: Registered) => ({ kind, entryId: entry.id, siteId: null, copyOf: null });

/** Is it told that the two years are over? Any other reason is a mistake of the test. */
function isOver(outcome: Outcome<string>): boolean {
  if (outcome.kind === 'done') return false;
  if (outcome.kind !== 'refused') throw new Error(`the action answered ${JSON.stringify(outcome)}`);
  expect(outcome.refusals.map(({ code }) => code)).toEqual(['start.twoYearsOver']);
  return true;
}

/** A draft of 取消备案 that lacks nothing, begun on the day of the filing. */
async function filledIn(registered: Registered, filed: string): Promise<string> {
  desk.setNow(`${filed}T12:00:00+08:00`);
  const id = must(await startApplication(desk.services, registered.person, begun(registered)));
  const institutionId = registered.entry.mainInstitutionId;
  await typeDraft(desk.db.database, id, { answers: { reason: '重新执业' }, institutionId, photoId: null });
  return id;
}

describe.each(zones)('备案满两年,进程在 $zone', ({ zone, minutes }) => {
  let before: string | undefined;
  beforeEach(() => {
    before = process.env.TZ;
    process.env.TZ = zone;
  });
  afterEach(() => {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  });

  test.each(table)('$filed 备案,$moment:页面、办理和自动处理一致,已满两年 $over', async ({ filed, moment, over }) => {
    expect(new Date('2026-01-15T00:00:00Z').getTimezoneOffset()).toBe(minutes);
    const { services, county } = desk;
    const registered = await insertEntry(services.database, county, { later: [inactive(filed)] });
    const writing = await insertEntry(services.database, county, { later: [inactive(filed)] });
    const applicationId = await filledIn(writing, filed);

    desk.setNow(moment);
    const page = await (await desk.as(registered.person)).get(`/person/business/${kind}`);
    const start = await startApplication(services, registered.person, begun(registered));
    const form = { applicationId, version: 0, key: randomUUID(), location: '/' };
    const submission = await submit(services, writing.person, form);
    const job = await openStatutoryCases(services);
    const cases = await desk.value<number>(
      'SELECT count(*)::int AS value FROM statutory_case WHERE entry_id = ANY($1)',
      [registered.entry.id, writing.entry.id],
    );

    expect({
      page: [page.text.includes('已满两年,不能再取消备案'), /<button[^>]*disabled[^>]*>点击进入/.test(page.text)],
      start: isOver(start),
      submission: isOver(submission),
      cases,
      failures: job.failures,
    }).toEqual({ page: [over, over], start: over, submission: over, cases: over ? 2 : 0, failures: [] });
  });
});
