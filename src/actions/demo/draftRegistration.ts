import { randomUUID } from 'node:crypto';
import { registration } from '../../domain/applications/registration.ts';
import { insertDraft } from '../../store/applications.ts';
import { findDemoPlace } from '../../store/demo.ts';
import { insertPhoto } from '../../store/photos.ts';
import type { Services } from '../services.ts';

/** A filled-in 执业注册 with a neutral photo, ready to be submitted. Returns its id. */
export async function draftRegistration(
  services: Services,
  accountId: string,
  clinic: string,
  photo: Uint8Array,
): Promise<string> {
  const { database, storage, clock } = services;
  const at = clock.now().toString();
  const place = await database.row(findDemoPlace, accountId, clinic);
  if (place === undefined) throw new Error(`the demonstration has no institution ending in ${clinic}`);
  const key = `photos/${accountId}/${randomUUID()}.jpg`;
  await storage.put(key, photo, 'image/jpeg');
  const photoId = randomUUID();
  await database.row(insertPhoto, photoId, accountId, key, '[]', at);
  const answers = { phone: place.phone, ethnicGroup: '汉族', education: '中等专业学校', address: place.address };
  const draft = { answers, institutionId: place.institutionId, photoId };
  const id = randomUUID();
  await database.row(
    insertDraft,
    id,
    registration.kind,
    place.physicianId,
    accountId,
    null,
    place.provinceCode,
    place.provinceCode,
    at,
    JSON.stringify(draft),
  );
  return id;
}
