import type { AuthorityActor, InstitutionActor } from '../../domain/access/actor.ts';
import { getDefinition } from '../../domain/applications/catalogue.ts';
import { chinaDate, formatDate } from '../../domain/time/dates.ts';
import { findApplication } from '../../store/applications.ts';
import { findPhotoFile } from '../../store/deskFile.ts';
import { findFacts } from '../../store/facts.ts';
import { findEvents } from '../../store/procedure.ts';
import { scopeFor } from '../../store/scope.ts';
import { applicationFormData } from '../application/applicationFormData.ts';
import { done, notFound, type Outcome } from '../outcome.ts';
import type { Services } from '../services.ts';
import { recordReading } from './recordReading.ts';

export interface FilePaper {
  readonly fileName: string;
  readonly pdf: Uint8Array;
}

/** 申请审核表 of a submitted file, as it goes into the archive of the desk: whole numbers, so the reading is written down. */
export async function renderFileForm(
  services: Services,
  actor: InstitutionActor | AuthorityActor,
  id: string,
): Promise<Outcome<FilePaper>> {
  const db = services.database;
  const file = await findApplication(db, scopeFor(actor), id);
  if (file === undefined) return notFound;
  const { accountId, institutionId, entryId, physicianId, photoId, number } = file;
  const [facts, events, photo] = await Promise.all([
    findFacts(db, { accountId, institutionId, applicationId: file.id, entryId, subject: file.subject }),
    db.rows(findEvents, file.id),
    photoId === null ? undefined : db.row(findPhotoFile, photoId),
    recordReading(services, actor, '申请审核表', physicianId, file.id),
  ]);
  if (facts === undefined) throw new Error(`application ${file.id} has no physician behind it`);
  const definition = getDefinition(file.kind);
  const today = chinaDate(services.clock.now());
  const time = services.clock.now().toZonedDateTimeISO('Asia/Shanghai').toPlainTime();
  const data = applicationFormData({
    definition,
    facts,
    answers: file.answers,
    number,
    draft: false,
    events,
    crossProvince: file.consentAuthorityId !== null,
    photo: photo === undefined ? undefined : await services.storage.get(photo.key),
    printedAt: `${formatDate(today)} ${time.toString({ smallestUnit: 'minute' })}`,
    today: today.toString(),
  });
  const pdf = await services.documents.pdf('applicationForm', data);
  return done({ fileName: `${definition.papers.formTitle}${number ?? ''}.pdf`, pdf });
}
