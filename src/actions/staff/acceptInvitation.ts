import { randomUUID } from 'node:crypto';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import { hashPassword } from '../../outside/passwordHash.ts';
import { findTaken } from '../../store/accounts.ts';
import { acceptInvitationRow, findInvitation, type OpenInvitation } from '../../store/invitations.ts';
import { recordInLedger } from '../../store/ledger.ts';
import { insertStaff } from '../../store/staff.ts';
import { transaction, violatedConstraint } from '../../store/transaction.ts';
import { unlessBusy } from '../account/unlessBusy.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { hashToken, openSessionIn } from '../session/openSession.ts';
import { type IdNumberForm, readInvited } from './readIdNumber.ts';
import { readSignInData } from './readSignInData.ts';

/** The number is asked of those whose invitation does not bring it. */
export interface JoinForm extends IdNumberForm {
  readonly loginName: string;
  readonly password: string;
  readonly passwordAgain: string;
}

/** What a link leads to, while it works; looking changes nothing. */
export function viewInvitation(services: Services, end: string, token: string): Promise<OpenInvitation | undefined> {
  return services.database.row(findInvitation, hashToken(token), end, services.clock.now().toString());
}

/** The invited person sets login name and password; the session this opens owes the second factor. Answers its token. */
export async function acceptInvitation(
  services: Services,
  end: string,
  token: string,
  form: JoinForm,
): Promise<Outcome<string>> {
  const invitation = await viewInvitation(services, end, token);
  if (invitation === undefined) return refuse(refusal('invitation.over'));
  const { loginName, password, refusals } = readSignInData(services.commonPasswords, form);
  const { id, refusals: unknown } = readInvited(invitation.idNumber, form);
  const wrong: Refusal[] = [...unknown, ...refusals];
  if (form.passwordAgain === '') wrong.push(refusal('field.required', 'passwordAgain', { label: '确认密码' }));
  else if (form.password !== form.passwordAgain) wrong.push(refusal('password.mismatch', 'passwordAgain'));
  const taken = await services.database.row(findTaken, 'staff', form.loginName, '', '');
  if (taken?.login === true) wrong.push(refusal('staff.loginTaken', 'loginName'));
  if (id === undefined || wrong.length > 0) return refuse(...wrong);
  return unlessBusy(async () => {
    const passwordHash = await hashPassword(password);
    try {
      return await joinIn(services, invitation, token, { ...id, loginName, passwordHash });
    } catch (error) {
      if (violatedConstraint(error) !== 'account_login') throw error;
      return refuse(refusal('staff.loginTaken', 'loginName'));
    }
  });
}

function joinIn(
  services: Services,
  { id: invitationId, end, organisation, name, role, ...invited }: OpenInvitation,
  token: string,
  { loginName, passwordHash, idType, idNumber }: IdNumberForm & { loginName: string; passwordHash: string },
): Promise<Outcome<string>> {
  const { phone, email, institutionId, authorityId } = invited;
  const at = services.clock.now().toString();
  const id = randomUUID();
  const who = [id, end, loginName, passwordHash, name, idType, idNumber, phone, email] as const;
  return transaction(services.database, async (tx): Promise<Outcome<string>> => {
    await tx.row(insertStaff, ...who, institutionId, authorityId, role, false, at);
    const accepted = await tx.row(acceptInvitationRow, invitationId, hashToken(token), id, at);
    if (accepted === undefined) throw new InvitationTaken();
    const detail = JSON.stringify({ role, invitation: invitationId });
    await tx.row(recordInLedger, at, id, name, organisation, 'staffJoined', 'account', id, '', detail);
    return done(await openSessionIn(services, tx, end, id));
  }).catch((error: unknown) => {
    if (error instanceof InvitationTaken) return refuse(refusal('invitation.over'));
    throw error;
  });
}

/** Somebody with the same link was faster: nothing of this remains. */
class InvitationTaken extends Error {}
