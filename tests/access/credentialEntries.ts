import { claimLicence } from '../../src/actions/application/claimLicence.ts';
import { must } from '../factories/life.ts';
import type { Entries } from './entry.ts';
import type { TestFile } from './files.ts';
import type { World } from './world.ts';

/** A registration of somebody whose licence has been claimed. */
async function claimed(world: World): Promise<TestFile & { readonly entryId: string }> {
  const file = await world.file('approved');
  const { entryId, person } = file;
  if (entryId === undefined) throw new Error('an approved file has no entry');
  must(await claimLicence(world.services, person, entryId));
  return { ...file, entryId };
}

/** Licences in the wallets of their holders. */
export const credentialEntries: Entries = {
  'GET /person/licence/:entryId/wallet': ({ files }) => [
    { path: `/person/licence/${files.approved.entryId}/wallet`, answers: { owner: 200 } },
  ],
  'POST /person/licence/:entryId/wallet': async (world) => {
    const { entryId, person } = await claimed(world);
    return [{ path: `/person/licence/${entryId}/wallet`, fields: {}, answers: { owner: 200 }, owner: person }];
  },
  'POST /person/licence/:entryId/wallet/stop': async (world) => {
    const { entryId, person } = await claimed(world);
    const instance = await world.value(
      `INSERT INTO credential_instance (entry_id, account_id, copies, face_digest, issued_at, expires_at)
       SELECT entry_id, $2, 1, digest, now(), now() FROM licence_face WHERE entry_id = $1 RETURNING id AS value`,
      entryId,
      person.accountId,
    );
    const fields = { instance: String(instance) };
    return [{ path: `/person/licence/${entryId}/wallet/stop`, fields, answers: { owner: 303 }, owner: person }];
  },
};
