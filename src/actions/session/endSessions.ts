import type { PersonActor } from '../../domain/access/actor.ts';
import { isUuid } from '../../domain/fields/uuid.ts';
import type { Queryable } from '../../store/database.ts';
import { type EndedSession, endOtherSessions, endSession, forgetDevices } from '../../store/devices.ts';
import { recordInLedger } from '../../store/ledger.ts';
import { transaction } from '../../store/transaction.ts';
import { done, notFound, type Outcome } from '../outcome.ts';
import type { Services } from '../services.ts';
import { hashToken } from './openSession.ts';

/** 退出该设备: one other session of this account is worth nothing any more, and its device is a stranger again. */
export async function signOutDevice(
  services: Services,
  actor: PersonActor,
  token: string,
  sessionId: string,
): Promise<Outcome<'ended'>> {
  if (!isUuid(sessionId)) return notFound;
  return transaction(services.database, async (tx) => {
    const ended = await tx.row(endSession, actor.accountId, sessionId, hashToken(token));
    if (ended === undefined) return notFound;
    await settle(services, tx, actor, [ended]);
    return done('ended');
  });
}

/** 【退出其他设备】: all sessions of this account but the one that asks. */
export async function signOutOtherDevices(
  services: Services,
  actor: PersonActor,
  token: string,
): Promise<Outcome<'ended'>> {
  return transaction(services.database, async (tx) => {
    const ended = await tx.rows(endOtherSessions, actor.accountId, hashToken(token));
    if (ended.length > 0) await settle(services, tx, actor, ended);
    return done('ended');
  });
}

async function settle(services: Services, tx: Queryable, actor: PersonActor, ended: readonly EndedSession[]) {
  const { accountId, name } = actor;
  const keys = ended.flatMap(({ deviceKey }) => (deviceKey === null ? [] : [deviceKey]));
  await tx.rows(forgetDevices, accountId, keys);
  const at = services.clock.now().toString();
  const detail = JSON.stringify({ devices: ended.map(({ device }) => device) });
  await tx.row(recordInLedger, at, accountId, name, '', 'devicesSignedOut', 'account', accountId, '', detail);
}
