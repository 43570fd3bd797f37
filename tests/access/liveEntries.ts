import { randomUUID } from 'node:crypto';
import { claimLicence } from '../../src/actions/application/claimLicence.ts';
import { makeLiveCodes } from '../../src/actions/licence/makeLiveCodes.ts';
import { shareLicence } from '../../src/actions/licence/shareLicence.ts';
import { shareToken } from '../../src/actions/licence/shareToken.ts';
import { openByLink } from '../../src/actions/public/openShare.ts';
import { must } from '../factories/life.ts';
import { actorNames } from './actors.ts';
import { type Answers, type Entries, each } from './entry.ts';
import type { TestFile } from './files.ts';
import type { World } from './world.ts';

const everybody = each(actorNames, 200);
const own: Answers = { owner: 200 };

/** An approved licence whose holder has pressed 申领. */
async function claimed(world: World): Promise<TestFile> {
  const file = await world.file('approved');
  must(await claimLicence(world.services, file.person, file.entryId));
  return file;
}

async function liveToken(world: World, { person, entryId }: TestFile): Promise<string> {
  const { codes } = must(await makeLiveCodes(world.services, person, entryId, 'court'));
  const [first] = codes;
  if (first === undefined) throw new Error('no code');
  return first.token;
}

async function share(world: World, { person, entryId }: TestFile): Promise<{ id: string; token: string }> {
  const asked = { id: randomUUID(), view: 'court', term: 'day', note: '人事科' };
  const id = must(await shareLicence(world.services, person, entryId, asked));
  return { id, token: shareToken(world.services.secret, id).token };
}

async function opened(world: World, file: TestFile): Promise<string> {
  const { token } = await share(world, file);
  const openingId = randomUUID();
  await openByLink(world.services, { token, network: '203.0.113.7', accountId: null }, openingId);
  return `/share/${token}/${openingId}`;
}

/** What a holder shows: to everybody who has the code or the link, and to nobody else. */
export const liveEntries: Entries = {
  'GET /person/licence/:entryId/show': async (world) => {
    const { entryId, person } = await claimed(world);
    return [{ path: `/person/licence/${entryId}/show`, answers: own, owner: person }];
  },
  'GET /person/licence/:entryId/codes': async (world) => {
    const { entryId, person } = await claimed(world);
    return [{ path: `/person/licence/${entryId}/codes`, answers: own, owner: person }];
  },
  'GET /person/licence/:entryId/shares': async (world) => {
    const file = await claimed(world);
    await share(world, file);
    return [{ path: `/person/licence/${file.entryId}/shares`, answers: own, owner: file.person }];
  },
  'POST /person/licence/:entryId/shares': async (world) => {
    const { entryId, person } = await claimed(world);
    const fields = { view: 'employer', term: 'day', note: '' };
    return [{ path: `/person/licence/${entryId}/shares`, fields, answers: { owner: 303 }, owner: person }];
  },
  'GET /person/licence/:entryId/shares/:shareId': async (world) => {
    const file = await claimed(world);
    const { id } = await share(world, file);
    return [{ path: `/person/licence/${file.entryId}/shares/${id}`, answers: own, owner: file.person }];
  },
  'POST /person/licence/:entryId/shares/:shareId': async (world) => {
    const file = await claimed(world);
    const { id } = await share(world, file);
    const path = `/person/licence/${file.entryId}/shares/${id}`;
    return [{ path, fields: { sure: 'yes' }, answers: { owner: 303 }, owner: file.person }];
  },
  'POST /verify': () => [
    { path: '/verify', fields: { text: 'ABCD' }, answers: each(actorNames, 303), sees: [], quiet: true },
  ],
  'GET /verify/live/:token': async (world) => {
    const file = await claimed(world);
    const path = `/verify/live/${await liveToken(world, file)}`;
    return [
      { path, answers: everybody, owner: file.person, sees: 'everybody' },
      { path: '/verify/live/x', answers: everybody, sees: [] },
    ];
  },
  'GET /verify/live/:token/photo.jpg': async (world) => {
    const file = await claimed(world);
    const path = `/verify/live/${await liveToken(world, file)}/photo.jpg`;
    return [{ path, answers: everybody, owner: file.person, sees: 'everybody' }];
  },
  'GET /share/:token': async (world) => {
    const file = await claimed(world);
    const { token } = await share(world, file);
    return [{ path: `/share/${token}`, answers: everybody, owner: file.person, sees: [] }];
  },
  'POST /share/:token': async (world) => {
    const file = await claimed(world);
    const { token } = await share(world, file);
    const answers = each(actorNames, 303);
    // Their own looking is counted nowhere.
    return [{ path: `/share/${token}`, fields: {}, answers, owner: file.person, sees: [], quiet: true }];
  },
  'GET /share/:token/:opening': async (world) => {
    const file = await claimed(world);
    return [{ path: await opened(world, file), answers: everybody, owner: file.person, sees: 'everybody' }];
  },
  'GET /share/:token/:opening/photo.jpg': async (world) => {
    const file = await claimed(world);
    const path = `${await opened(world, file)}/photo.jpg`;
    return [{ path, answers: everybody, owner: file.person, sees: 'everybody' }];
  },
};
