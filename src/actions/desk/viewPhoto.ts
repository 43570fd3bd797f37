import type { AuthorityActor, InstitutionActor } from '../../domain/access/actor.ts';
import { findApplication } from '../../store/applications.ts';
import { findPhotoFile } from '../../store/deskFile.ts';
import { scopeFor } from '../../store/scope.ts';
import { done, notFound, type Outcome } from '../outcome.ts';
import type { Services } from '../services.ts';
import { recordReading } from './recordReading.ts';

/** The photo of a file of the actor's scope, as JPEG. Judged again at each request; the address alone opens nothing. */
export async function viewPhoto(
  services: Services,
  actor: InstitutionActor | AuthorityActor,
  applicationId: string,
): Promise<Outcome<Uint8Array>> {
  const file = await findApplication(services.database, scopeFor(actor), applicationId);
  if (file === undefined || file.photoId === null) return notFound;
  const photo = await services.database.row(findPhotoFile, file.photoId);
  const bytes = photo === undefined ? undefined : await services.storage.get(photo.key);
  if (bytes === undefined) return notFound;
  await recordReading(services, actor, '个人照片', file.physicianId, file.id);
  return done(bytes);
}
