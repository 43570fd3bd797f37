import { deleteSession, mergeSessionData } from '../../store/sessions.ts';
import { transaction } from '../../store/transaction.ts';
import type { Services } from '../services.ts';
import { hashToken } from './openSession.ts';

/** 退出: the cookie is worth nothing any more, at the server. */
export async function closeSession(services: Services, token: string): Promise<void> {
  await services.database.row(deleteSession, hashToken(token));
}

/** Keeps what a visitor has typed, merged over what was there. */
export async function keepInSession(services: Services, token: string, data: Record<string, unknown>): Promise<void> {
  const now = services.clock.now().toString();
  await transaction(services.database, (tx) => mergeSessionData(tx, hashToken(token), now, data));
}
