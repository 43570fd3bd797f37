import type { PersonActor } from '../../domain/access/actor.ts';
import { getDefinition } from '../../domain/applications/catalogue.ts';
import type { Definition } from '../../domain/procedure/definition.ts';
import type { Facts } from '../../domain/procedure/facts.ts';
import { isEditable } from '../../domain/procedure/steps.ts';
import type { Calendar } from '../../domain/time/calendar.ts';
import { chinaDate } from '../../domain/time/dates.ts';
import { type ApplicationRow, type Draft, findApplication } from '../../store/applications.ts';
import { type FileNames, findFileNames } from '../../store/deskFile.ts';
import { findFacts } from '../../store/facts.ts';
import { type FoundInstitution, findInstitution } from '../../store/institutions.ts';
import { findLetters, type LetterRow } from '../../store/letters.ts';
import { findPhoto, type PhotoRow } from '../../store/photos.ts';
import { findEvents, type StoredEvent } from '../../store/procedure.ts';
import { scopeFor } from '../../store/scope.ts';
import type { Services } from '../services.ts';
import { draftOf } from './saveDraft.ts';

/** One application as its applicant sees it, with everything the pages ask. */
export interface OwnApplication {
  readonly row: ApplicationRow;
  readonly definition: Definition;
  /** With the institution chosen in the draft while it can be edited, otherwise that of the file. */
  readonly facts: Facts;
  readonly events: readonly StoredEvent[];
  readonly letters: readonly LetterRow[];
  readonly names: FileNames;
  /** What is being typed while it can be edited, otherwise what was submitted. */
  readonly typed: Draft;
  readonly institution: FoundInstitution | undefined;
  readonly photo: PhotoRow | undefined;
  readonly editable: boolean;
  readonly calendar: Calendar;
  readonly today: Temporal.PlainDate;
}

/** Undefined when there is none, or none of theirs. */
export async function viewOwnApplication(
  services: Services,
  actor: PersonActor,
  applicationId: string,
): Promise<OwnApplication | undefined> {
  const db = services.database;
  const row = await findApplication(db, scopeFor(actor), applicationId);
  if (row === undefined) return undefined;
  const editable = isEditable(row.state);
  const typed = editable
    ? draftOf(row)
    : { answers: row.answers, institutionId: row.institutionId, photoId: row.photoId };
  const { institutionId, photoId } = typed;
  const today = chinaDate(services.clock.now());
  const [facts, events, letters, names, institution, photo, calendar] = await Promise.all([
    findFacts(db, { ...row, institutionId, applicationId: row.id }),
    db.rows(findEvents, row.id),
    db.rows(findLetters, row.id),
    db.row(findFileNames, row.id),
    institutionId === null ? undefined : db.row(findInstitution, today.toString(), institutionId),
    photoId === null ? undefined : db.row(findPhoto, photoId),
    services.calendar(),
  ]);
  if (facts === undefined || names === undefined)
    throw new Error(`application ${row.id} has no physician behind its account`);
  const definition = getDefinition(row.kind);
  return { row, definition, facts, events, letters, names, typed, institution, photo, editable, calendar, today };
}

/** The bytes of its photo; undefined when there is none, or none of theirs. */
export async function readOwnPhoto(
  services: Services,
  actor: PersonActor,
  applicationId: string,
): Promise<Uint8Array | undefined> {
  const row = await findApplication(services.database, scopeFor(actor), applicationId);
  if (row === undefined) return undefined;
  const photoId = isEditable(row.state) ? draftOf(row).photoId : row.photoId;
  const photo = photoId === null ? undefined : await services.database.row(findPhoto, photoId);
  return photo === undefined ? undefined : services.storage.get(photo.key);
}
