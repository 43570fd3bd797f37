import type { AuthorityActor } from '../../domain/access/actor.ts';
import { mayPropose } from '../../domain/access/mayOrder.ts';
import { maskQualificationNumber } from '../../domain/fields/certificateNumbers.ts';
import { maskIdNumber } from '../../domain/fields/identity.ts';
import { isUuid } from '../../domain/fields/uuid.ts';
import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import { findPhotoFile } from '../../store/deskFile.ts';
import { findOrdersOfEntry, type OrderRow } from '../../store/orders.ts';
import { findRegisterEntry, type RegisterEntryView } from '../../store/registerSearch.ts';
import { recordReading } from '../desk/recordReading.ts';
import { done, notFound, type Outcome } from '../outcome.ts';
import type { Services } from '../services.ts';
import { type EntryHistory, readEntryHistory } from './entryHistory.ts';

export interface RegisterView {
  readonly entry: RegisterEntryView;
  readonly history: EntryHistory;
  /** Orders upon it that wait for a second officer or for their day. */
  readonly orders: readonly OrderRow[];
  /** Why the actor cannot propose an order; empty when they can. */
  readonly refusals: readonly Refusal[];
}

/** An entry of the actor's region with its history; the reading is written down first, numbers show only their ends. */
export async function viewRegisterEntry(
  services: Services,
  actor: AuthorityActor,
  id: string,
  asOf: string,
): Promise<Outcome<RegisterView>> {
  const entry = await findEntry(services, actor, id);
  if (entry === undefined) return notFound;
  const [history, orders] = await Promise.all([
    readEntryHistory(services, entry.id, asOf),
    services.database.rows(findOrdersOfEntry, actor.path, entry.id),
    recordReading(services, actor, '注册信息', entry.physicianId, entry.id),
  ]);
  const idNumber = maskIdNumber(entry.idNumber);
  const certificateNo = maskQualificationNumber(entry.certificateNo);
  return done({ entry: { ...entry, idNumber, certificateNo }, history, orders, refusals: mayPropose(actor, entry) });
}

/** The photo on an entry of the actor's region. */
export async function viewEntryPhoto(
  services: Services,
  actor: AuthorityActor,
  id: string,
): Promise<Outcome<Uint8Array>> {
  const entry = await findEntry(services, actor, id);
  if (entry === undefined || entry.photoId === null) return notFound;
  const photo = await services.database.row(findPhotoFile, entry.photoId);
  const bytes = photo === undefined ? undefined : await services.storage.get(photo.key);
  if (bytes === undefined) return notFound;
  await recordReading(services, actor, '个人照片', entry.physicianId, entry.id);
  return done(bytes);
}

async function findEntry(
  services: Services,
  actor: AuthorityActor,
  id: string,
): Promise<RegisterEntryView | undefined> {
  return isUuid(id) ? services.database.row(findRegisterEntry, actor.path, id) : undefined;
}
