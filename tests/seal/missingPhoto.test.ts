import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeLicencePaper } from '../../src/actions/licence/makeLicencePaper.ts';
import { readLicencePaper } from '../../src/actions/licence/readLicencePaper.ts';
import { runPaperBatch } from '../../src/actions/papers/runPaperBatch.ts';
import { orderOf, startPaperBatch } from '../../src/actions/papers/startPaperBatch.ts';
import { groupByFours } from '../../src/domain/fields/certificateNumbers.ts';
import { openVisitor, readAloud } from '../accounts/visitor.ts';
import { happen } from '../factories/happening.ts';
import { insertAuthorityStaff } from '../factories/people.ts';
import { insertPhoto } from '../factories/photo.ts';
import type { Registered } from '../factories/register.ts';
import { openProvenSession } from '../setup/staffSession.ts';
import { openApp } from '../setup/testApp.ts';
import { openPaperWorld, type PaperWorld } from './paperWorld.ts';

let world: PaperWorld;
beforeAll(async () => {
  world = await openPaperWorld();
});
afterAll(() => world.close());

/** The register names a photo, and its file is gone. */
async function losePhoto({ person, entry }: Registered): Promise<void> {
  const photoId = await insertPhoto(world.db.database, person.accountId);
  await happen(world.db.database, entry.id, { type: 'photoUpdated', on: '2026-02-01', photoId, contact: {} });
}

describe('照片文件缺失', () => {
  test('不制成没有照片的证书,本人看到原因;原来的证书是否仍然一致无从知道,也不给出', async () => {
    const someone = await world.register();
    await world.paperOf(someone);
    await losePhoto(someone);
    const made = await makeLicencePaper(world.services, someone.person, someone.entry.id);
    expect(made).toEqual({ kind: 'photoMissing' });
    expect(await world.records(someone)).toHaveLength(1);
    expect(await readLicencePaper(world.services, someone.person, someone.entry.id)).toEqual({ kind: 'missing' });
    const app = await openApp(world.services);
    const visitor = openVisitor(app);
    visitor.cookies.set('xinglin-person', await openProvenSession(world.services, someone.person));
    await visitor.get('/person/licence');
    const page = await visitor.post(`/person/licence/${someone.entry.id}/paper`, { as: 'pdf' });
    expect([page.statusCode, readAloud(page).includes('您的照片文件缺失,没有生成证书')]).toEqual([500, true]);
    await app.close();
  });

  test('批量制证的页面写明是哪一份、为什么', async () => {
    const someone = await world.register();
    await losePhoto(someone);
    const administrator = await insertAuthorityStaff(world.db.database, world.tree.county, 'administrator');
    const batch = await startPaperBatch(world.services, orderOf(administrator), false);
    await runPaperBatch(world.services, batch.id);
    const app = await openApp(world.services);
    const visitor = openVisitor(app);
    visitor.cookies.set('xinglin-authority', await openProvenSession(world.services, administrator));
    const words = readAloud(await visitor.get(`/authority/papers/${batch.id}`));
    expect(words).toContain(
      `${groupByFours(someone.entry.licenceNo)} 照片文件缺失:请从备份恢复照片,或由本人办理照片更新`,
    );
    await app.close();
  });
});
