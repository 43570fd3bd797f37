import type { PersonActor } from '../../domain/access/actor.ts';
import { isEditable, states } from '../../domain/procedure/steps.ts';
import { refusal } from '../../domain/vocabulary/refusals.ts';
import { type CropRectangle, processPhoto } from '../../outside/photo.ts';
import { Busy } from '../../outside/turnstile.ts';
import { findApplication } from '../../store/applications.ts';
import { insertPhoto } from '../../store/photos.ts';
import { scopeFor } from '../../store/scope.ts';
import { done, notFound, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { photoIdOf } from './photoId.ts';
import { saveDraft } from './saveDraft.ts';

/** An upload: JPEG or PNG as it came, and the part that was cut out in the browser. */
export interface UploadedPhoto {
  readonly bytes: Uint8Array;
  readonly crop: CropRectangle | undefined;
}

/** 个人照片: re-encoded, stored, and from now on the photo of this draft. Answers its id. */
export async function savePhoto(
  services: Services,
  actor: PersonActor,
  applicationId: string,
  upload: UploadedPhoto,
): Promise<Outcome<string>> {
  const row = await findApplication(services.database, scopeFor(actor), applicationId);
  if (row === undefined) return notFound;
  if (!isEditable(row.state)) {
    return refuse({ code: 'step.notNow', parameters: { state: states[row.state], step: '修改' } });
  }
  const photo = await processed(upload);
  if (photo === 'busy') return refuse(refusal('photo.busy', 'photo'));
  if (!photo.ok) return refuse(refusal(photo.code, 'photo'));

  const id = photoIdOf(actor.accountId, photo.jpeg);
  const key = `photos/${id}.jpg`;
  // The bytes first: a row without its picture would be worse than a picture without its row.
  await services.storage.put(key, photo.jpeg, 'image/jpeg');
  const at = services.clock.now().toString();
  await services.database.row(insertPhoto, id, actor.accountId, key, JSON.stringify(photo.findings), at);
  const saved = await saveDraft(services, actor, applicationId, { answers: {}, photoId: id });
  return saved.kind === 'done' ? done(id) : saved;
}

async function processed({ bytes, crop }: UploadedPhoto) {
  try {
    return await processPhoto(bytes, crop);
  } catch (error) {
    if (error instanceof Busy) return 'busy';
    throw error;
  }
}
