import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runPaperBatch } from '../../src/actions/papers/runPaperBatch.ts';
import { orderOf, startPaperBatch } from '../../src/actions/papers/startPaperBatch.ts';
import { viewPaperBatch, viewUnmade } from '../../src/actions/papers/viewPaperBatches.ts';
import type { Services } from '../../src/actions/services.ts';
import type { AuthorityActor } from '../../src/domain/access/actor.ts';
import { SealAway } from '../../src/outside/seal/seal.ts';
import { Busy } from '../../src/outside/turnstile.ts';
import type { PaperBatch } from '../../src/store/paperBatches.ts';
import { happen } from '../factories/happening.ts';
import {
  type AuthorityTree,
  insertAuthorityStaff,
  insertHunan,
  insertInstitution,
  insertZhejiang,
} from '../factories/people.ts';
import { insertPhoto, smallPhoto } from '../factories/photo.ts';
import { insertEntry } from '../factories/register.ts';
import { createTestDatabase, type TestDatabase } from '../setup/testDatabase.ts';
import { makeTestServices, type TestServices } from '../setup/testServices.ts';
import { readSigned } from './signedPdf.ts';

let db: TestDatabase;
let made: TestServices;
let services: Services;
let tree: AuthorityTree;
let administrator: AuthorityActor;
let elsewhere: AuthorityActor;
const entries: string[] = [];

beforeAll(async () => {
  db = await createTestDatabase();
  made = await makeTestServices(db);
  services = made.services;
  tree = await insertHunan(db.database);
  const institution = await insertInstitution(db.database, tree.county);
  for (let i = 0; i < 60; i += 1) {
    entries.push((await insertEntry(db.database, { tree, institution }, { name: '张景和' })).entry.id);
  }
  const zhejiang = await insertZhejiang(db.database);
  await insertEntry(db.database, {
    tree: zhejiang,
    institution: await insertInstitution(db.database, zhejiang.county),
  });
  administrator = await insertAuthorityStaff(db.database, tree.province, 'administrator');
  elsewhere = await insertAuthorityStaff(db.database, zhejiang.province, 'administrator');
});
afterAll(async () => {
  await made.close();
  await db.drop();
});

const start = (by = administrator) => startPaperBatch(services, orderOf(by), true);

const unmadeOf = (batch: PaperBatch) => viewUnmade(services, batch);

async function licenceNoOf(entryId: string): Promise<string> {
  const { rows } = await db.database.pool.query('SELECT licence_no FROM register_entry WHERE id = $1', [entryId]);
  return rows[0].licence_no;
}

async function papers(): Promise<{ entry_id: string; version: number; pdf_key: string | null }[]> {
  const { rows } = await db.database.pool.query('SELECT entry_id, version, pdf_key FROM sealed_document ORDER BY id');
  return rows;
}

describe('批量制证', () => {
  test('中途停下,从停下的地方继续,每份只做一次,本机关以外的不做', async () => {
    const batch = await start();
    expect([batch.total, batch.state]).toEqual([60, 'waiting']);
    const stop = new AbortController();
    const first = runPaperBatch(services, batch.id, { stop: stop.signal, onProgress: () => stop.abort() });
    await expect(first).rejects.toThrow('goes on with the next start');
    const half = await viewPaperBatch(services, administrator, batch.id);
    const signed = (await papers()).filter(({ pdf_key }) => pdf_key !== null);
    expect([half?.state, half?.made, signed.length]).toEqual(['running', 24, 24]);
    const progress: number[] = [];
    const ended = await runPaperBatch(services, batch.id, { onProgress: (now: PaperBatch) => progress.push(now.made) });
    expect(progress).toEqual([48, 60]);
    expect([ended?.state, ended?.made, ended?.kept, ended?.refused]).toEqual(['done', 60, 0, 0]);
    const all = await papers();
    expect(new Set(all.map((paper) => paper.entry_id))).toEqual(new Set(entries));
    expect(all).toHaveLength(60);
    for (const { pdf_key } of all.slice(0, 5)) {
      const pdf = await services.storage.get(pdf_key ?? '');
      expect(pdf !== undefined && readSigned(pdf).valid).toBe(true);
    }
    // Once more: it is over.
    expect(await runPaperBatch(services, batch.id)).toBeUndefined();
  });

  test('内容未变的保留,变了的新制,不再有效的不做,没有字形的计入未制', async () => {
    const [changed = '', gone = '', rare = ''] = entries;
    await happen(db.database, changed, { type: 'corrected', on: '2026-02-01', techniques: '针刺' });
    await happen(db.database, gone, { type: 'madeInactive', on: '2026-02-01', reason: '退休' });
    await db.database.pool.query(
      'UPDATE physician SET name = $2 WHERE id = (SELECT physician_id FROM register_entry WHERE id = $1)',
      [rare, '王𠮷'],
    );
    const batch = await start();
    const ended = await runPaperBatch(services, batch.id);
    expect([ended?.total, ended?.made, ended?.kept, ended?.refused]).toEqual([59, 1, 57, 1]);
    expect(await unmadeOf(batch)).toEqual([{ licenceNo: await licenceNoOf(rare), reason: 'uncovered' }]);
  });

  test('照片文件缺失的不制成没有照片的证书:写明是哪一份,其余照做,照片恢复后再制', async () => {
    const [lost = ''] = entries.slice(10);
    const { rows } = await db.database.pool.query<{ id: string }>('SELECT id FROM account LIMIT 1');
    const photoId = await insertPhoto(db.database, rows[0]?.id ?? '');
    await happen(db.database, lost, { type: 'photoUpdated', on: '2026-02-01', photoId, contact: {} });
    const versionsOf = async () => (await papers()).filter((each) => each.entry_id === lost).length;
    const before = await versionsOf();
    const batch = await start();
    const ended = await runPaperBatch(services, batch.id);
    expect([ended?.total, ended?.made, ended?.kept, ended?.refused]).toEqual([59, 0, 57, 2]);
    expect(await unmadeOf(batch)).toContainEqual({ licenceNo: await licenceNoOf(lost), reason: 'photoMissing' });
    expect(await versionsOf()).toBe(before);
    await services.storage.put(`photos/${photoId}.jpg`, await smallPhoto(), 'image/jpeg');
    const again = await start();
    expect((await runPaperBatch(services, again.id))?.made).toBe(1);
    expect(await unmadeOf(again)).toHaveLength(1);
  });

  test('同时只有一批;再次开始是继续这一批', async () => {
    const batch = await start();
    expect((await start()).id).toBe(batch.id);
    const { rows } = await db.database.pool.query(
      `SELECT key FROM graphile_worker.jobs WHERE key = 'papers:' || $1::text`,
      [batch.id],
    );
    expect(rows).toHaveLength(1);
    await runPaperBatch(services, batch.id);
    expect((await start()).id).not.toBe(batch.id);
  });

  test('印章不在:说明原因,不算完成;恢复后继续', async () => {
    const batch = await start();
    const away = async () => {
      throw new SealAway('印章密码设备没有应答');
    };
    const broken = { ...services, sealing: { ...services.sealing, seal: { ...services.sealing.seal, open: away } } };
    await expect(runPaperBatch(broken, batch.id)).rejects.toThrow(SealAway);
    const stands = await viewPaperBatch(services, administrator, batch.id);
    expect([stands?.state, stands?.problem, stands?.afterId]).toEqual([
      'running',
      '印章密码设备没有应答,稍后自动继续',
      null,
    ]);
    expect((await runPaperBatch(services, batch.id))?.problem).toBeNull();
  });

  test('打印的人太多:等一会儿接着制,不算一次失败', async () => {
    const institution = await insertInstitution(db.database, tree.county);
    await insertEntry(db.database, { tree, institution }, { name: '李守仁' });
    let refusals = 0;
    let told: string | null | undefined;
    const batch = await start();
    const pdf: Services['documents']['pdf'] = async (...asked) => {
      if (refusals < 1) {
        refusals += 1;
        throw new Busy('2 at work, 50 waiting');
      }
      told ??= (await viewPaperBatch(services, administrator, batch.id))?.problem;
      return services.documents.pdf(...asked);
    };
    const full = { ...services, documents: { ...services.documents, pdf } };
    const ended = await runPaperBatch(full, batch.id);
    expect([ended?.state, ended?.made, ended?.problem, refusals]).toEqual(['done', 1, null, 1]);
    expect(told).toBe('打印的人太多,稍后自动继续');
  });

  test('制到一半印章不在:已签章的留下,其余有记录,恢复后接着签', async () => {
    const institution = await insertInstitution(db.database, tree.county);
    for (let i = 0; i < 5; i += 1) await insertEntry(db.database, { tree, institution }, { name: '李守仁' });
    const { seal } = services.sealing;
    let asked = 0;
    const sign = async (bytes: Uint8Array) => {
      asked += 1;
      if (asked > 2) throw new SealAway('印章密码设备没有应答');
      return seal.sign(bytes);
    };
    const broken = { ...services, sealing: { ...services.sealing, seal: { ...seal, sign } } };
    const before = (await papers()).length;
    const batch = await start();
    await expect(runPaperBatch(broken, batch.id)).rejects.toThrow(SealAway);
    const all = await papers();
    expect(all.filter(({ pdf_key }) => pdf_key === null)).toHaveLength(all.length - before - 2);
    await runPaperBatch(services, batch.id);
    const after = await papers();
    expect([after.length - before, after.filter(({ pdf_key }) => pdf_key === null).length]).toEqual([5, 0]);
  });

  test('别省的机关看不到', async () => {
    const batch = await start();
    expect(await viewPaperBatch(services, elsewhere, batch.id)).toBeUndefined();
    expect((await viewPaperBatch(services, administrator, batch.id))?.id).toBe(batch.id);
    await runPaperBatch(services, batch.id);
  });

  test('命令行按行政区划制证', async () => {
    const order = { accountId: null, name: '命令行', organisation: '', authorityPath: null };
    const ofHunan = await startPaperBatch(services, { ...order, regionCode: '430000' }, false);
    const ofAll = await startPaperBatch(services, { ...order, regionCode: null }, false);
    const ofNobody = await startPaperBatch(services, { ...order, regionCode: '650000' }, false);
    expect([ofHunan.total, ofAll.total, ofNobody.total]).toEqual([65, 66, 0]);
  });
});
