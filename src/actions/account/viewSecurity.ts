import type { PersonActor } from '../../domain/access/actor.ts';
import { maskEmail } from '../../domain/fields/email.ts';
import { maskPhone } from '../../domain/fields/phone.ts';
import { findPersonAccount } from '../../store/accounts.ts';
import type { Services } from '../services.ts';
import { type CodeState, readCodeState } from './codeState.ts';

export interface SecurityView {
  readonly maskedPhone: string;
  readonly phoneVerified: boolean;
  /** '' when there is none. */
  readonly maskedEmail: string;
  readonly emailVerified: boolean;
  /** Of codes to the number there is. */
  readonly codes: CodeState;
}

const none: SecurityView = {
  maskedPhone: '',
  phoneVerified: false,
  maskedEmail: '',
  emailVerified: false,
  codes: { waitSeconds: 0, codeSent: false },
};

/** What 安全设置 shows of one's own account. Reads only. */
export async function viewSecurity(services: Services, actor: PersonActor): Promise<SecurityView> {
  const account = await services.database.row(findPersonAccount, actor.accountId);
  // The door has let this account in a moment ago; one that was closed meanwhile has nothing to show.
  if (account === undefined) return none;
  const { phone, email, phoneVerified, emailVerified } = account;
  return {
    maskedPhone: phone === null ? '' : maskPhone(phone),
    phoneVerified,
    maskedEmail: email === null ? '' : maskEmail(email),
    emailVerified,
    codes: await readCodeState(services, phone ?? ''),
  };
}
