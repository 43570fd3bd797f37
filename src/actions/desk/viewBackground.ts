import type { AuthorityActor } from '../../domain/access/actor.ts';
import { findOtherFiles, findRegistrations, type OtherFile, type RegistrationLine } from '../../store/deskFile.ts';
import type { Services } from '../services.ts';

/** What the register and the desk already know of the applicant of a file. */
export interface Background {
  readonly registrations: readonly RegistrationLine[];
  readonly otherFiles: readonly OtherFile[];
}

/** Registrations everywhere, and the other files within the actor's region. The reading is written with the file. */
export async function viewBackground(
  services: Services,
  actor: AuthorityActor,
  file: { readonly id: string; readonly physicianId: string },
): Promise<Background> {
  const [registrations, otherFiles] = await Promise.all([
    services.database.rows(findRegistrations, file.physicianId, actor.path),
    services.database.rows(findOtherFiles, file.physicianId, actor.path, file.id),
  ]);
  return { registrations, otherFiles };
}
