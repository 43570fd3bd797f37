import { refusal } from '../../domain/vocabulary/refusals.ts';
import { mergeSessionData } from '../../store/sessions.ts';
import { transaction } from '../../store/transaction.ts';
import { takeCode } from '../account/takeCode.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { hashToken } from '../session/openSession.ts';
import { lockJoiningState } from './lockJoiningState.ts';

/** The code of the administrator to be: the last page is open for half an hour. */
export async function confirmJoiningPhone(
  services: Services,
  token: string,
  typed: string,
): Promise<Outcome<'proven'>> {
  return transaction(services.database, async (tx) => {
    const { joining, proven } = await lockJoiningState(services, tx, token);
    if (joining === undefined) return refuse(refusal('registration.restart'));
    // The same form sent twice: the first has done it.
    if (proven) return done('proven');
    const refused = await takeCode(services, tx, { purpose: 'phone:join', phone: joining.phone, token, typed });
    if (refused !== undefined) return refuse(refused);
    const kept = { joining: { ...joining, provenAt: services.clock.now().toString() } };
    await mergeSessionData(tx, hashToken(token), services.clock.now().toString(), kept);
    return done('proven');
  });
}
