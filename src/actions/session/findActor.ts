import type { SignedIn } from '../../domain/access/actor.ts';
import { provinceOf } from '../../domain/fields/regionCode.ts';
import { findSession, isAuthorityRole, isInstitutionRole, type SessionRow } from '../../store/sessions.ts';
import type { Services } from '../services.ts';
import { noteSeen } from './noteSeen.ts';
import { hashToken } from './openSession.ts';

/** How far a person has come with their account (guide 01.7 – 02). */
export interface Progress {
  readonly matched: boolean;
  readonly phoneVerified: boolean;
  readonly activated: boolean;
}

export interface Session {
  readonly actor: SignedIn | null;
  readonly progress: Progress;
  /** A dispute about this identity is open: the account can be looked at, and its owner can answer. */
  readonly frozen: boolean;
  /** Somebody is recovering the account at a counter; its owner can end that. */
  readonly recovering: boolean;
  /** What a visitor has typed so far. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** Who sits behind a cookie, with the rights they have this moment; undefined when it stands for nobody any more. */
export async function findActor(services: Services, token: string): Promise<Session | undefined> {
  const now = services.clock.now();
  const row = await services.database.row(findSession, hashToken(token), now.toString());
  if (row === undefined) return undefined;
  await noteSeen(services, token, row.lastSeenAt, now);
  const { matched, phoneVerified, activated, frozen, recovering } = row;
  return { actor: actorOf(row), progress: { matched, phoneVerified, activated }, frozen, recovering, data: row.data };
}

function actorOf(row: SessionRow): SignedIn | null {
  const { accountId, end, name, idNumber, physicianId, role } = row;
  if (accountId === null || end === null || name === null) return null;
  if (end === 'person') return { end, accountId, name, physicianId };
  if (end === 'institution' && row.institutionId !== null && isInstitutionRole(role)) {
    return {
      end,
      accountId,
      name,
      role,
      institutionId: row.institutionId,
      organisation: row.organisation ?? '',
      idNumber,
    };
  }
  if (
    end === 'authority' &&
    row.authorityId !== null &&
    isAuthorityRole(role) &&
    row.path !== null &&
    row.regionCode !== null
  ) {
    const { authorityId, path, regionCode } = row;
    const organisation = row.organisation ?? '';
    const consents = row.consents === true;
    return {
      end,
      accountId,
      name,
      role,
      authorityId,
      organisation,
      path,
      regionCode,
      provinceCode: provinceOf(regionCode),
      consents,
      idNumber,
    };
  }
  throw new Error(`account ${accountId} has the role ${role ?? 'none'}, which the ${end} end does not know`);
}
