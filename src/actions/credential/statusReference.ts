import type { Queryable } from '../../store/database.ts';
import { findPlaceOfEntry, type StatusPlace } from '../../store/statusLists.ts';
import type { Services } from '../services.ts';
import { newPlace } from './newPlace.ts';

/** `status.status_list` of a token: where the state of what it stands for is told. */
export interface StatusReference {
  readonly uri: string;
  readonly idx: number;
}

type Needs = Pick<Services, 'secret' | 'publicUrl' | 'clock'>;

/** The place of a registration for its papers and live codes: given at the first question, and the same ever after. */
export async function statusReference(services: Needs, db: Queryable, entryId: string): Promise<StatusReference> {
  const place = (await db.row(findPlaceOfEntry, entryId)) ?? (await newPlace(services, db, entryId, null));
  return referenceTo(services, place);
}

/** The same without giving one; undefined before 申领. */
export async function findStatusReference(
  services: Pick<Services, 'publicUrl'>,
  db: Queryable,
  entryId: string,
): Promise<StatusReference | undefined> {
  const place = await db.row(findPlaceOfEntry, entryId);
  return place && referenceTo(services, place);
}

/** A place for one copy of a licence in a wallet: of its own, so that two showings cannot be told to be of one person. */
export async function newStatusReference(
  services: Needs,
  db: Queryable,
  entryId: string,
  instanceId: string,
): Promise<StatusReference> {
  return referenceTo(services, await newPlace(services, db, entryId, instanceId));
}

/** The address of a list; also the `sub` of its token. */
export function statusListUri({ publicUrl }: Pick<Services, 'publicUrl'>, list: number): string {
  return `${publicUrl}/status-lists/${list}`;
}

function referenceTo(services: Pick<Services, 'publicUrl'>, { list, idx }: StatusPlace): StatusReference {
  return { uri: statusListUri(services, list), idx };
}
