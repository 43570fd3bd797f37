import { getDefinition } from '../../domain/applications/catalogue.ts';
import { chinaDate, formatDate } from '../../domain/time/dates.ts';
import type { ApplicationRow } from '../../store/applications.ts';
import { findPhotoFile } from '../../store/deskFile.ts';
import { findFacts } from '../../store/facts.ts';
import { findEvents } from '../../store/procedure.ts';
import { applicationFormData } from '../application/applicationFormData.ts';
import type { Services } from '../services.ts';
import { maskAnswers, maskFacts } from './maskFacts.ts';

export interface FilePaper {
  readonly fileName: string;
  readonly pdf: Uint8Array;
}

/** 申请审核表 of a file that its reader has been let see; whole numbers only when they were asked for with a reason. */
export async function printFile(
  services: Services,
  file: ApplicationRow,
  numbers: 'masked' | 'whole',
): Promise<FilePaper> {
  const db = services.database;
  const { accountId, institutionId, entryId, photoId, number } = file;
  const [facts, events, photo] = await Promise.all([
    findFacts(db, { accountId, institutionId, applicationId: file.id, entryId, subject: file.subject }),
    db.rows(findEvents, file.id),
    photoId === null ? undefined : db.row(findPhotoFile, photoId),
  ]);
  if (facts === undefined) throw new Error(`application ${file.id} has no physician behind it`);
  const definition = getDefinition(file.kind);
  const now = services.clock.now();
  const time = now.toZonedDateTimeISO('Asia/Shanghai').toPlainTime();
  const data = applicationFormData({
    definition,
    facts: numbers === 'whole' ? facts : maskFacts(facts),
    answers: numbers === 'whole' ? file.answers : maskAnswers(definition, file.answers),
    number,
    draft: false,
    events,
    crossProvince: file.consentAuthorityId !== null,
    photo: photo === undefined ? undefined : await services.storage.get(photo.key),
    printedAt: `${formatDate(chinaDate(now))} ${time.toString({ smallestUnit: 'minute' })}`,
    today: chinaDate(now).toString(),
  });
  const pdf = await services.documents.pdf('applicationForm', data);
  return { fileName: `${definition.papers.formTitle}${number ?? ''}.pdf`, pdf };
}
