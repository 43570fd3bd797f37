import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { submit } from '../../src/actions/application/submit.ts';
import { calendarReader } from '../../src/actions/calendar/readCalendar.ts';
import { chinaDate, formatDateTime } from '../../src/domain/time/dates.ts';
import { type Applicant, approve, bringToAcceptance, type County, makeCounty, makeDraft } from '../factories/life.ts';
import { type HttpClient, signInDirectly, testSecret } from '../setup/client.ts';
import { readDraft, typeDraft } from '../setup/sealedValues.ts';
import { createTestDatabase, type TestDatabase } from '../setup/testDatabase.ts';
import { testDataKeys } from '../setup/testKeys.ts';
import { makeTestServices, type TestServices } from '../setup/testServices.ts';
import { findBrokenFiles } from './invariants.ts';
import { type Launched, launch } from './launch.ts';
import { inParallel } from './waiting.ts';
import { words } from './words.ts';

const hands = 6;

let db: TestDatabase;
let made: TestServices;
let county: County;
let folders: string[];
let programs: readonly [Launched, Launched];
let deciders: readonly [HttpClient, HttpClient];

beforeAll(async () => {
  db = await createTestDatabase();
  made = await makeTestServices(db);
  county = await makeCounty(made.services);
  folders = await Promise.all([1, 2].map(() => mkdtemp(join(tmpdir(), 'xinglin-race-'))));
  const env = { DATABASE_URL: db.url('postgres'), SECRET_KEY: testSecret, DATA_KEYS: testDataKeys };
  const [first = '', second = ''] = folders;
  programs = await Promise.all([launch({ dataDir: first, env }), launch({ dataDir: second, env })]);
  await Promise.all(programs.map(({ ready }) => ready));
  deciders = [
    await signInDirectly(db.database, county.deciders[0]),
    await signInDirectly(db.database, county.deciders[1]),
  ];
});
afterAll(async () => {
  await Promise.all(programs.map((program) => program.stop()));
  await made.close();
  await db.drop();
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
});

async function accepted(count: number): Promise<readonly Applicant[]> {
  const drafts = await newDrafts(count);
  await inParallel(drafts, hands, (each) => bringToAcceptance(made.services, county, each));
  return drafts;
}

async function newDrafts(count: number): Promise<readonly Applicant[]> {
  const drafts: Applicant[] = [];
  for (let index = 0; index < count; index += 1) drafts.push(await makeDraft(made.services, county.institution));
  return drafts;
}

async function rows<T extends object>(sql: string, ...params: readonly unknown[]): Promise<T[]> {
  return (await db.database.pool.query<T>(sql, [...params])).rows;
}

interface Said {
  readonly status: number;
  readonly location: string;
  readonly text: string;
}

async function said(answer: Promise<Response>): Promise<Said> {
  const { status, headers, text } = await answer.then(async (each) => ({
    status: each.status,
    headers: each.headers,
    text: await each.text(),
  }));
  return { status, location: headers.get('location') ?? '', text: words(text) };
}

const statuses = (answers: readonly Said[]) => answers.map(({ status }) => status).sort();

function approveAt(which: 0 | 1, { applicationId }: Applicant): Promise<Said> {
  return said(
    deciders[which].post(programs[which].baseUrl, `/authority/applications/${applicationId}`, {
      step: 'approve',
      'sure-approve': 'yes',
      _version: '3',
    }),
  );
}

/** What one decision leaves behind, counted by file. */
function traces(ids: readonly string[]) {
  return rows<{ id: string; decisions: number; booked: number; entries: number; titles: string; sent: number }>(
    `SELECT a.id,
       (SELECT count(*) FROM application_event e WHERE e.application_id = a.id AND e.seq = 4) AS decisions,
       (SELECT count(*) FROM ledger l WHERE l.subject_id = a.id::text AND l.version = 4) AS booked,
       (SELECT count(*) FROM register_entry r WHERE r.physician_id = a.physician_id) AS entries,
       (SELECT string_agg(n.title || coalesce(n.account_id, n.institution_id, n.authority_id)::text, ' ' ORDER BY n.title, n.id)
          FROM notice n WHERE n.application_id = a.id AND n.version = 4 AND n.account_id IS NULL) AS titles,
       (SELECT count(*) FROM notice n WHERE n.application_id = a.id AND n.version = 4) AS sent
     FROM application a WHERE a.id = ANY ($1::uuid[])`,
    ids,
  );
}

describe('两人同时办理', () => {
  test('200件同时在两个实例上由两人批准:各只有一人成功,另一人知道是谁、何时;号、台账、通知各一份', async () => {
    const [model, ...files] = await accepted(201);
    if (model === undefined) throw new Error('no file was made');
    await approve(made.services, county, model);
    const [expected] = await traces([model.applicationId]);

    const winners = [0, 0];
    await inParallel(files, 1, async (file, index) => {
      // Who is asked first takes turns: either can win.
      const [first, second] = index % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const);
      const [one, other] = await Promise.all([approveAt(first, file), approveAt(second, file)]);
      expect(statuses([one, other])).toEqual([303, 409]);
      const [won, loser] = one.status === 303 ? [first, other] : [second, one];
      winners[won] = (winners[won] ?? 0) + 1;
      const [event] = await rows<{ at: string }>(
        "SELECT at FROM application_event WHERE application_id = $1 AND type = 'approved'",
        file.applicationId,
      );
      const today = chinaDate(Temporal.Now.instant());
      const { organisation, name } = county.deciders[won];
      expect(loser.text).toContain(
        `${formatDateTime(Temporal.Instant.from(event?.at ?? ''), today)},${organisation} ${name}已先办理`,
      );
      expect(loser.text).toContain('现在的状态是“已批准”');
    });
    // Both instances have taken part.
    expect(winners[0]).toBeGreaterThan(0);
    expect(winners[1]).toBeGreaterThan(0);

    const ids = files.map(({ applicationId }) => applicationId);
    for (const { id, ...trace } of await traces(ids)) expect({ ...trace, id }).toEqual({ ...expected, id });
    const [numbers] = await rows<{ licences: number; serial: number }>(
      `SELECT count(DISTINCT licence_no) AS licences, (SELECT last FROM licence_serial) AS serial FROM register_entry`,
    );
    // The loser has not used up a number either.
    expect(numbers).toEqual({ licences: 201, serial: 201 });
    expect(await findBrokenFiles(db.database)).toEqual([]);
  });

  test('50件同时批准和撤回:恰有一方成功,另一方看到刚刚的变化', async () => {
    const files = await accepted(50);
    const states: string[] = [];
    await inParallel(files, 1, async (file, index) => {
      const person = await signInDirectly(db.database, file.person);
      const withdraw = () =>
        said(
          person.post(programs[1].baseUrl, `/person/applications/${file.applicationId}/withdraw`, {
            reasons: '另有安排',
            _version: '3',
          }),
        );
      // Here too.
      const answers = await Promise.all(
        index % 2 === 0 ? [approveAt(0, file), withdraw()] : [withdraw(), approveAt(0, file)],
      );
      expect(statuses(answers)).toEqual([303, 409]);
      const [now] = await rows<{ state: string }>('SELECT state FROM application WHERE id = $1', file.applicationId);
      states.push(now?.state ?? '');
      const loser = answers.find(({ status }) => status === 409)?.text ?? '';
      expect(loser).toContain('已先办理,现在的状态是“');
      expect(loser).toContain('您刚才的操作没有生效');
    });
    expect(states.filter((state) => state !== 'approved' && state !== 'withdrawn')).toEqual([]);
    const approved = states.filter((state) => state === 'approved').length;
    const [entries] = await rows<{ n: number }>(
      'SELECT count(*) AS n FROM register_event WHERE application_id = ANY ($1::uuid[])',
      files.map(({ applicationId }) => applicationId),
    );
    expect(entries?.n).toBe(approved);
    expect(await findBrokenFiles(db.database)).toEqual([]);
  });
});

describe('同一个人同时提交', () => {
  function submitAt(which: 0 | 1, person: HttpClient, { applicationId }: Applicant, key: string): Promise<Said> {
    return said(
      person.post(programs[which].baseUrl, `/person/applications/${applicationId}/check`, { _version: '0', _key: key }),
    );
  }

  async function submissions(files: readonly Applicant[]) {
    return rows<{ events: number; numbers: number }>(
      `SELECT count(e.seq) AS events, count(DISTINCT a.number) AS numbers
       FROM application a LEFT JOIN application_event e ON e.application_id = a.id WHERE a.id = ANY ($1::uuid[])`,
      files.map(({ applicationId }) => applicationId),
    );
  }

  test('50件用两个不同的表单同时提交:一件一个编号,另一次得知已有变化', async () => {
    const files = await newDrafts(50);
    await inParallel(files, 1, async (file) => {
      const person = await signInDirectly(db.database, file.person);
      const answers = await Promise.all([
        submitAt(0, person, file, randomUUID()),
        submitAt(1, person, file, randomUUID()),
      ]);
      expect(statuses(answers)).toEqual([303, 409]);
      expect(answers.find(({ status }) => status === 409)?.text).toContain('已先办理');
    });
    expect(await submissions(files)).toEqual([{ events: 50, numbers: 50 }]);
  });

  test('50件把同一个表单同时发两次:两次得到同一个回答,只提交一次', async () => {
    const files = await newDrafts(50);
    await inParallel(files, 1, async (file) => {
      const person = await signInDirectly(db.database, file.person);
      const key = randomUUID();
      const answers = await Promise.all([submitAt(0, person, file, key), submitAt(1, person, file, key)]);
      expect(statuses(answers)).toEqual([303, 303]);
      expect(answers[0].location).toBe(answers[1].location);
    });
    expect(await submissions(files)).toEqual([{ events: 50, numbers: 50 }]);
    expect(await findBrokenFiles(db.database)).toEqual([]);
  });

  test('20人各有两份同类草稿同时提交到同一省:一份成功,另一份以文字说明,不出错', async () => {
    const files = await newDrafts(20);
    await inParallel(files, 1, async (file) => {
      const person = await signInDirectly(db.database, file.person);
      const second = randomUUID();
      // A draft begun for another province: the index keeps the two apart until both name the same one.
      await db.database.pool.query(
        `INSERT INTO application (id, kind, physician_id, account_id, subject, province_code, state, state_since, created_at)
         SELECT $2, kind, physician_id, account_id, '330000', province_code, state, state_since, created_at FROM application WHERE id = $1`,
        [file.applicationId, second],
      );
      await typeDraft(db.database, second, (await readDraft(db.database, file.applicationId)) ?? {});
      const answers = await Promise.all([
        submitAt(0, person, file, randomUUID()),
        submitAt(1, person, { ...file, applicationId: second }, randomUUID()),
      ]);
      expect(statuses(answers)).toEqual([303, 422]);
      expect(answers.find(({ status }) => status === 422)?.text).toContain('您已有一件相同的业务正在办理');
    });
    expect(await findBrokenFiles(db.database)).toEqual([]);
  });
});

test('一次提交的多于数据库连接,工作日历又正要重读:没有人互相等待', async () => {
  const files = await newDrafts(48);
  // A calendar nobody has read yet, as after a start or every ten seconds.
  const services = { ...made.services, calendar: calendarReader(db.database) };
  const outcomes = await Promise.all(
    files.map(({ person, applicationId }) =>
      submit(services, person, { applicationId, version: 0, key: randomUUID(), location: '/' }),
    ),
  );
  expect(outcomes.map(({ kind }) => kind)).toEqual(files.map(() => 'done'));
});

test('两个实例在整个过程中没有一次出错', () => {
  for (const program of programs) expect(program.printed()).not.toContain('"fault"');
});
