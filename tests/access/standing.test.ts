import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashToken } from '../../src/actions/session/openSession.ts';
import { type ActorName, actorNames } from './actors.ts';
import { type Asking, ask, atTheDoor, endOf, tokenFor, toldIn } from './ask.ts';
import { tried } from './entries.ts';
import { openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const ofStaff = tried.filter(
  ({ route }) => ['institution', 'authority'].includes(endOf(route) ?? '') && route.access !== 'visitor',
);

/** Sends the form, or asks for the page, as everybody whom the door would let in were they all the way in. */
async function askAll(entry: (typeof ofStaff)[number], spoil: string) {
  const [wanted] = await entry.entry(world);
  if (wanted === undefined) throw new Error('no case');
  const asking: Asking = { world, route: entry.route, wanted: { ...wanted, sees: [] } };
  const letIn = actorNames.filter((name) => name !== 'nobody' && atTheDoor(asking, name) === undefined);
  const tokens = new Map<ActorName, string>();
  for (const name of letIn) {
    const token = (await tokenFor(asking, name)) ?? '';
    await world.services.database.pool.query(`UPDATE session SET ${spoil} WHERE token_hash = $1`, [hashToken(token)]);
    tokens.set(name, token);
  }
  const written = await world.watch();
  const answers = [];
  for (const [name, token] of tokens) answers.push({ name, answer: await ask(asking, token) });
  return { asking, answers, moved: await written(['session']) };
}

describe('the password alone opens nothing but the question for the second factor', () => {
  test.each(ofStaff)('$name', async (entry) => {
    const end = endOf(entry.route);
    const { asking, answers, moved } = await askAll(entry, 'second_factor_at = NULL');
    expect(answers.length).toBeGreaterThan(0);
    if (entry.route.stage === 'password') return;
    for (const { name, answer } of answers) {
      expect([name, answer.statusCode, answer.headers.location?.toString().split('?')[0]]).toEqual([
        name,
        303,
        `/${end}/second-factor`,
      ]);
      expect(toldIn(asking, name, answer)).toEqual([]);
    }
    expect(moved).toEqual([]);
  });

  test('only these pages are open to it', () => {
    const open = ofStaff.filter(({ route }) => route.stage === 'password').map(({ route }) => route.path);
    const each = (end: string) => ['sign-out', 'second-factor', 'second-factor/enrol'].map((path) => `/${end}/${path}`);
    expect([...new Set(open)].sort()).toEqual([...each('institution'), ...each('authority')].sort());
  });
});

/** What must never be done on an old proof. */
const asking = [
  'POST /authority/orders/:id',
  'POST /authority/disputes/:id',
  'POST /authority/register/:id/reveal',
  'POST /authority/corrections/:id/reveal',
  'POST /authority/calendar',
  'POST /authority/imports/:id/confirm',
  'POST /authority/imports/:id/undo',
  'POST /authority/administrators/:id',
  'GET /authority/imports/:id/refused.csv',
  'POST /authority/register/:id/orders',
  ...['institution', 'authority'].flatMap((end) =>
    [
      'applications/:id',
      'applications/:id/reveal',
      'recoveries/:id',
      ...['active', 'role', 'confirm', 'reset'].map((act) => `staff/:id/${act}`),
      ...['', '/:id/again', '/:id/revoke'].map((path) => `staff/invitations${path}`),
      'account/password',
      'account/id-number',
      'account/second-factor',
      'account/backup-codes',
    ].map((path) => `POST /${end}/${path}`),
  ),
];

describe('an old proof decides nothing', () => {
  test('these ask for a fresh one', () => {
    const fresh = ofStaff.filter(({ route }) => route.fresh !== undefined).map(({ name }) => name);
    expect(fresh).toEqual(expect.arrayContaining(asking));
  });

  const always = ofStaff.filter(({ route }) => route.fresh === true);
  test.each(always)('$name', async (entry) => {
    const { answers, moved } = await askAll(entry, `proved_at = '2020-01-01'`);
    for (const { name, answer } of answers) {
      const wanted = entry.route.method === 'GET' ? 303 : 403;
      expect([name, answer.statusCode]).toEqual([name, wanted]);
      if (wanted === 303) expect(String(answer.headers.location)).toContain('/confirm?next=');
    }
    expect(moved).toEqual([]);
  });
});
