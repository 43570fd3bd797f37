import type { Queryable } from '../../store/database.ts';
import { lockSessionData } from '../../store/sessions.ts';
import type { Services } from '../services.ts';
import { hashToken } from '../session/openSession.ts';
import { type JoiningState, readJoiningState } from './joiningState.ts';

/** The visitor's state, held until the transaction ends: the same form sent twice at once waits here. */
export async function lockJoiningState(services: Services, tx: Queryable, token: string): Promise<JoiningState> {
  const now = services.clock.now();
  const session = await tx.row(lockSessionData, hashToken(token), now.toString());
  return readJoiningState(session?.data ?? {}, now);
}
