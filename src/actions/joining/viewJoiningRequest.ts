import type { AuthorityActor } from '../../domain/access/actor.ts';
import { maskEmail } from '../../domain/fields/email.ts';
import { maskPhone } from '../../domain/fields/phone.ts';
import { isUuid } from '../../domain/fields/uuid.ts';
import { adviceOn, type JoiningAdvice } from '../../domain/joining/joiningAdvice.ts';
import { findListed, findNamesakes } from '../../store/joiningInstitutions.ts';
import { findJoiningRow, type JoiningRow } from '../../store/joiningRequests.ts';
import { recordReading } from '../desk/recordReading.ts';
import { done, notFound, type Outcome } from '../outcome.ts';
import type { Services } from '../services.ts';

export interface JoiningView {
  readonly request: Omit<JoiningRow, 'scanKeys' | 'contactPhone' | 'contactEmail'>;
  /** Whole for who decides and has to call, masked for those above. */
  readonly phone: string;
  readonly email: string | null;
  /** What kind each scan is, the oldest first; none for those above. */
  readonly scans: readonly ('picture' | 'pdf')[];
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
  const { scanKeys, contactPhone, contactEmail, ...request } = row;
  const own = row.authorityId === actor.authorityId;
  const advice = adviceOn({ ...row, listed: listed ?? null, namesakes: namesakes.map(({ number }) => number) });
  // Whoever decides reaches the contact through 要求补充 and the decision itself: the numbers need nobody's eyes.
  const phone = maskPhone(contactPhone);
  const email = contactEmail === null ? null : maskEmail(contactEmail);
  const scans = own ? scanKeys.map((key) => (isPdfKey(key) ? 'pdf' : 'picture')) : [];
  return done({ request, phone, email, scans, advice, own });
}

const isPdfKey = (key: string) => key.endsWith('.pdf');

export interface JoiningScan {
  readonly bytes: Uint8Array;
  readonly type: 'image/jpeg' | 'application/pdf';
  readonly receipt: string;
}

/** The scan of the licence, for who decides alone; the newest unless another one is asked for, counted from 1. */
export async function viewJoiningScan(
  services: Services,
  actor: AuthorityActor,
  id: string,
  asked: string,
): Promise<Outcome<JoiningScan>> {
  if (!isUuid(id)) return notFound;
  const row = await services.database.row(findJoiningRow, actor.path, id);
  if (row?.authorityId !== actor.authorityId) return notFound;
  const key = row.scanKeys.at(/^[1-9]$/.test(asked) ? Number(asked) - 1 : -1);
  const bytes = key === undefined ? undefined : await services.storage.get(key);
  if (key === undefined || bytes === undefined) return notFound;
  await recordReading(services, actor, '机构执业许可证扫描件', null, id);
  return done({ bytes, type: isPdfKey(key) ? 'application/pdf' : 'image/jpeg', receipt: row.receipt });
}
