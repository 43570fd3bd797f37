import type { AuthorityActor } from '../../domain/access/actor.ts';
import { maskPhone } from '../../domain/fields/phone.ts';
import { isUuid } from '../../domain/fields/uuid.ts';
import { adviceOn, type JoiningAdvice } from '../../domain/joining/joiningAdvice.ts';
import { findListed, findNamesakes } from '../../store/joiningInstitutions.ts';
import { findJoiningRow, type JoiningRow } from '../../store/joiningRequests.ts';
import { recordReading } from '../desk/recordReading.ts';
import { done, notFound, type Outcome } from '../outcome.ts';
import type { Services } from '../services.ts';

export interface JoiningView {
  readonly request: Omit<JoiningRow, 'scanKeys' | 'contactPhone'>;
  /** Whole for who decides and has to call, masked for those above. */
  readonly phone: string;
  readonly scans: number;
  readonly advice: readonly JoiningAdvice[];
  /** This authority decides. */
  readonly own: boolean;
}

/** A 机构入驻申请 with what has been checked of it; that it was looked at is written down first. */
export async function viewJoiningRequest(
  services: Services,
  actor: AuthorityActor,
  id: string,
): Promise<Outcome<JoiningView>> {
  if (!isUuid(id)) return notFound;
  const db = services.database;
  const row = await db.row(findJoiningRow, actor.path, id);
  if (row === undefined) return notFound;
  const [listed, namesakes] = await Promise.all([
    db.row(findListed, row.number),
    db.rows(findNamesakes, row.name, row.number),
  ]);
  await recordReading(services, actor, '机构入驻申请', null, id);
  const { scanKeys, contactPhone, ...request } = row;
  const own = row.authorityId === actor.authorityId;
  const advice = adviceOn({ ...row, listed: listed ?? null, namesakes: namesakes.map(({ number }) => number) });
  return done({ request, phone: own ? contactPhone : maskPhone(contactPhone), scans: scanKeys.length, advice, own });
}

/** The picture of the licence, as JPEG; the newest unless another one is asked for, counted from 1. */
export async function viewJoiningScan(
  services: Services,
  actor: AuthorityActor,
  id: string,
  asked: string,
): Promise<Outcome<Uint8Array>> {
  if (!isUuid(id)) return notFound;
  const row = await services.database.row(findJoiningRow, actor.path, id);
  const key = row?.scanKeys.at(/^[1-9]$/.test(asked) ? Number(asked) - 1 : -1);
  const bytes = key === undefined ? undefined : await services.storage.get(key);
  if (bytes === undefined) return notFound;
  await recordReading(services, actor, '机构执业许可证照片', null, id);
  return done(bytes);
}
