import { afterAll, beforeAll, expect, test } from 'vitest';
import { savePhoto } from '../../src/actions/application/savePhoto.ts';
import { sequence } from '../../src/actions/log/sequence.ts';
import { verifyLedger } from '../../src/actions/maintenance/verifyLedger.ts';
import { type Desk, openDesk } from '../desk/desk.ts';
import { approve, bringToAcceptance, makeDraft, must } from '../factories/life.ts';
import { makePortrait } from '../person/personApp.ts';

let desk: Desk;
let photoId: string;
let key: string;

beforeAll(async () => {
  desk = await openDesk();
  const { services, county } = desk;
  const applicant = await makeDraft(services, county.institution);
  const upload = { bytes: await makePortrait(358, 441), crop: undefined };
  photoId = must(await savePhoto(services, applicant.person, applicant.applicationId, upload));
  // The same picture once more is the same photo.
  expect(must(await savePhoto(services, applicant.person, applicant.applicationId, upload))).toBe(photoId);
  await bringToAcceptance(services, county, applicant);
  await approve(services, county, applicant);
  await sequence(services);
  key = await desk.value('SELECT key AS value FROM photo WHERE id = $1', photoId);
});
afterAll(() => desk.close());

const bad = async () => (await verifyLedger(desk.services)).bad;

test('the photo that was approved: it agrees', async () => {
  expect(await desk.value('SELECT photo_id AS value FROM register_entry')).toBe(photoId);
  expect(await bad()).toBeNull();
});

test('another face in its file, or in its place', async () => {
  const { storage } = desk.services;
  const approved = await storage.get(key);
  await storage.put(key, await makePortrait(359, 441), 'image/jpeg');
  expect(await bad()).toEqual({ table: 'photo', id: photoId, problem: '照片不是审核通过的那一张' });
  await storage.remove(key);
  expect(await bad()).toEqual({ table: 'photo', id: photoId, problem: '注册所用的照片文件缺失' });
  await storage.put('photos/other.jpg', await makePortrait(360, 441), 'image/jpeg');
  await desk.db.database.pool.query(`UPDATE photo SET key = 'photos/other.jpg' WHERE id = $1`, [photoId]);
  expect(await bad()).toEqual({ table: 'photo', id: photoId, problem: '照片不是审核通过的那一张' });
  await storage.put(key, approved ?? new Uint8Array(), 'image/jpeg');
  await desk.db.database.pool.query('UPDATE photo SET key = $2 WHERE id = $1', [photoId, key]);
  expect(await bad()).toBeNull();
});
