import type { SignedIn } from '../../domain/access/actor.ts';
import { findSession, noteSeen } from '../../store/sessions.ts';
import type { Services } from '../services.ts';
import { actorOf } from './actorOf.ts';
import { hashToken } from './openSession.ts';

/** How far a person has come with their account (guide 01.7 – 02). */
export interface Progress {
  readonly matched: boolean;
  readonly phoneVerified: boolean;
  readonly activated: boolean;
}

/** How far somebody of staff has got into their desk: what the door still asks for. */
export interface Standing {
  readonly secondFactor: boolean;
  /** Who sits there was proven so short a while ago that they may decide. */
  readonly fresh: boolean;
  readonly temporaryPassword: boolean;
  /** 年度人员确认 is overdue: they look and prepare, and decide nothing. */
  readonly unconfirmed: boolean;
}

export interface Session {
  readonly actor: SignedIn | null;
  readonly progress: Progress;
  /** A dispute about this identity is open: the account can be looked at, and its owner can answer. */
  readonly frozen: boolean;
  /** Somebody is recovering the account at a counter; its owner can end that. */
  readonly recovering: boolean;
  readonly standing: Standing;
  /** What a visitor has typed so far. */
  readonly data: Readonly<Record<string, unknown>>;
}

/**
 * Who sits behind a cookie, with the rights they have this moment; undefined when it stands for nobody any more. `unattended`
 * is a request no human made: it does not keep a session alive.
 */
export async function findActor(services: Services, token: string, unattended = false): Promise<Session | undefined> {
  const { database, clock, sessionLimits } = services;
  const { idleMinutes, stepUpMinutes } = sessionLimits;
  const now = clock.now().toString();
  const idle = [idleMinutes.person, idleMinutes.institution, idleMinutes.authority] as const;
  const row = await database.row(findSession, hashToken(token), now, ...idle, stepUpMinutes);
  if (row === undefined) return undefined;
  if (row.unnoted && !unattended) await database.row(noteSeen, hashToken(token), now);
  const { matched, phoneVerified, activated, frozen, recovering } = row;
  const { secondFactor, fresh, temporaryPassword, unconfirmed } = row;
  return {
    actor: actorOf(row),
    progress: { matched, phoneVerified, activated },
    frozen,
    recovering,
    standing: { secondFactor, fresh, temporaryPassword, unconfirmed },
    data: row.data,
  };
}
