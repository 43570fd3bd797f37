import { refusal } from '../../domain/vocabulary/refusals.ts';
import { findPhoneOwner } from '../../store/accounts.ts';
import { lockSessionData } from '../../store/sessions.ts';
import { transaction } from '../../store/transaction.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { hashToken } from '../session/openSession.ts';
import { type Before, beginSessionIn } from './beginSession.ts';
import type { SignedInNow } from './signIn.ts';
import { readSignInPhone } from './signInPhone.ts';
import { takeCode } from './takeCode.ts';

/** 【登录】 with the code of an SMS: it counts once, in the session that asked for it, for the number it went to. */
export async function signInByCode(
  services: Services,
  form: Before & { readonly token: string; readonly code: string },
): Promise<Outcome<SignedInNow>> {
  const now = services.clock.now();
  const { token } = form;
  return transaction(services.database, async (tx) => {
    const visitor = await tx.row(lockSessionData, hashToken(token), now.toString());
    const asked = readSignInPhone(visitor?.data ?? {}, now);
    if (asked === undefined) return refuse(refusal('code.expired', 'code'));
    const { phone } = asked;
    const refused = await takeCode(services, tx, { purpose: 'phone:signIn', phone, token, typed: form.code });
    if (refused !== undefined) return refuse(refused);
    // A number nobody owns got no message: its code is right only by chance, and then too nobody is let in.
    const owner = await tx.row(findPhoneOwner, phone);
    if (owner === undefined) return refuse(refusal('code.wrong', 'code'));
    const session = await beginSessionIn(services, tx, 'person', owner.id, form);
    return done({ accountId: owner.id, token: session });
  });
}
