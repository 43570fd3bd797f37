import { makeLicencePaper } from '../../src/actions/licence/makeLicencePaper.ts';
import { startPaperBatch } from '../../src/actions/papers/startPaperBatch.ts';
import { endPaperBatch } from '../../src/store/paperBatches.ts';
import { groups } from './actors.ts';
import { type Case, type Entries, each, page } from './entry.ts';
import type { World } from './world.ts';

const base = '/authority/papers';
/** Those of the county whose batch it is, and those above it. */
const above = ['administrator', 'cityAdministrator', 'provinceAdministrator'] as const;

/** Made before: looking makes none. */
async function madePaper({ services, files: { approved } }: World, ending: 'pdf' | 'json'): Promise<Case> {
  await makeLicencePaper(services, approved.person, approved.entryId);
  return { path: `/person/licence/${approved.entryId}.${ending}`, answers: { owner: 200 } };
}

/** The licence on paper: its holder's own, and by the thousand for whoever administers an authority. */
export const paperEntries: Entries = {
  'POST /person/licence/:entryId/paper': async (world) => {
    const { entryId, person } = await world.file('approved');
    return [
      { path: `/person/licence/${entryId}/paper`, fields: { as: 'pdf' }, answers: { owner: 303 }, owner: person },
    ];
  },
  'GET /person/licence/:entryId.pdf': async (world) => [await madePaper(world, 'pdf')],
  'GET /person/licence/:entryId.json': async (world) => [await madePaper(world, 'json')],
  'GET /authority/papers': page(base, each(groups.administrators, 200)),
  'POST /authority/papers': () => [{ path: base, fields: {}, answers: each(groups.administrators, 422), quiet: true }],
  'GET /authority/papers/:id': async ({ services, files }) => {
    const { rows } = await services.database.pool.query<{ path: string }>(
      'SELECT u.path FROM register_entry e JOIN authority u ON u.id = e.authority_id WHERE e.id = $1',
      [files.approved.entryId],
    );
    const path = rows[0]?.path ?? '';
    const order = { accountId: null, name: '管理员', organisation: '', authorityPath: path, regionCode: null };
    const { id } = await startPaperBatch(services, order, false);
    // One that is over: while it is made, its page asks for itself again.
    await services.database.row(endPaperBatch, id, services.clock.now().toString());
    return [{ path: `${base}/${id}`, answers: each(above, 200), sees: [] }];
  },
};
