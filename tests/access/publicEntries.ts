import { openHumanCheck } from '../../src/actions/account/openHumanCheck.ts';
import { openSession } from '../../src/actions/session/openSession.ts';
import { actorNames } from './actors.ts';
import { type Entries, each, page } from './entry.ts';

const everybody = each(actorNames, 200);

/** Pages for everybody: a licence in force is told to anybody who asks for it by its number. */
export const publicEntries: Entries = {
  'GET /': page('/', everybody),
  'GET /lookup': (world) => [
    { path: '/lookup', answers: everybody, sees: [] },
    {
      path: `/lookup?name=${encodeURIComponent(world.files.approved.person.name)}&licenceNo=${world.files.approved.licenceNo}`,
      answers: everybody,
      sees: 'everybody',
    },
  ],
  'GET /lookup/:licenceNo': (world) => [
    { path: `/lookup/${world.files.approved.licenceNo}`, answers: everybody, sees: [] },
  ],
  'GET /lookup/check': page('/lookup/check', everybody),
  'POST /lookup/check': () => [{ path: '/lookup/check', fields: {}, answers: each(actorNames, 422), quiet: true }],
  'GET /verify': page('/verify', everybody),
  'GET /verify/:code': (world) => [
    { path: `/verify/${world.files.approved.verificationCode}`, answers: everybody, sees: 'everybody' },
  ],
  'GET /captcha/:id.svg': async ({ services }) => {
    const visitor = await openSession(services, 'visitor', null);
    const { id } = await openHumanCheck(services, visitor, 'captcha:register');
    return [{ path: `/captcha/${id}.svg`, answers: { visitor: 200 }, visitor }];
  },
  'GET /captcha/:id.wav': async ({ services }) => {
    const visitor = await openSession(services, 'visitor', null);
    const { id } = await openHumanCheck(services, visitor, 'captcha:register');
    return [{ path: `/captcha/${id}.wav`, answers: { visitor: 200 }, visitor }];
  },
  // Only the demonstration has it; forged.test.ts looks for it elsewhere.
  'GET /outbox': page('/outbox', everybody),
  // Not open in this world: tests/accounts opens it.
  'GET /demo/wechat/connect/qrconnect': page('/demo/wechat/connect/qrconnect', each(actorNames, 404)),
  'POST /demo/wechat/connect/qrconnect': () => [
    { path: '/demo/wechat/connect/qrconnect', fields: {}, answers: each(actorNames, 404), quiet: true },
  ],
  'GET /privacy': page('/privacy', everybody),
};
