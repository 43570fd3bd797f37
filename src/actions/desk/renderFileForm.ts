import type { AuthorityActor, InstitutionActor } from '../../domain/access/actor.ts';
import { findApplication } from '../../store/applications.ts';
import { scopeFor } from '../../store/scope.ts';
import { done, notFound, type Outcome } from '../outcome.ts';
import type { Services } from '../services.ts';
import { type FilePaper, printFile } from './printFile.ts';
import { recordReading } from './recordReading.ts';

/** 申请审核表 of a submitted file to lay beside the screen, numbers masked like there; the reading is written down first. */
export async function renderFileForm(
  services: Services,
  actor: InstitutionActor | AuthorityActor,
  id: string,
): Promise<Outcome<FilePaper>> {
  const file = await findApplication(services.database, scopeFor(actor), id);
  if (file === undefined) return notFound;
  await recordReading(services, actor, '申请审核表', file.physicianId, file.id);
  return done(await printFile(services, file, 'masked'));
}
