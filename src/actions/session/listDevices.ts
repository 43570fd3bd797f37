import type { PersonActor } from '../../domain/access/actor.ts';
import { listSessions, type OpenSession } from '../../store/devices.ts';
import type { Services } from '../services.ts';
import { hashToken } from './openSession.ts';

/** 登录设备: where this account is signed in, this very session first. Reads only. */
export async function listDevices(
  services: Services,
  actor: PersonActor,
  token: string,
): Promise<readonly OpenSession[]> {
  return services.database.rows(listSessions, actor.accountId, hashToken(token), services.clock.now().toString());
}
