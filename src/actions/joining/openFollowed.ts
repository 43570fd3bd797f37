import { refusal } from '../../domain/vocabulary/refusals.ts';
import { mergeSessionData } from '../../store/sessions.ts';
import { transaction } from '../../store/transaction.ts';
import { takeCode } from '../account/takeCode.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { hashToken } from '../session/openSession.ts';
import { lockJoiningState } from './lockJoiningState.ts';

/** 【查询】: the code of the contact's phone opens their request for half an hour. */
export async function openFollowed(services: Services, token: string, typed: string): Promise<Outcome<'opened'>> {
  return transaction(services.database, async (tx) => {
    const { following, opened } = await lockJoiningState(services, tx, token);
    if (opened) return done('opened');
    if (following === undefined) return refuse(refusal('code.expired', 'code'));
    const refused = await takeCode(services, tx, { purpose: 'phone:joining', phone: following.phone, token, typed });
    if (refused !== undefined) return refuse(refused);
    // A code that was sent to nobody can be guessed, and still opens nothing.
    if (following.id === '') return refuse(refusal('code.wrong', 'code'));
    const kept = { following: { ...following, openedAt: services.clock.now().toString() } };
    await mergeSessionData(tx, hashToken(token), services.clock.now().toString(), kept);
    return done('opened');
  });
}
