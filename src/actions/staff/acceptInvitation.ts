import { randomUUID } from 'node:crypto';
import { parseLoginName } from '../../domain/fields/loginName.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import { hashPassword } from '../../outside/passwordHash.ts';
import type { Queryable } from '../../store/database.ts';
import { recordInLedger } from '../../store/ledger.ts';
import { insertStaff } from '../../store/staff.ts';
import {
  acceptInvitationRow,
  findInvitation,
  lockInvitation,
  type OpenInvitation,
} from '../../store/staffInvitations.ts';
import { transaction, violatedConstraint } from '../../store/transaction.ts';
import { readNewPassword } from '../account/newPassword.ts';
import { unlessBusy } from '../account/unlessBusy.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { hashToken } from '../session/openSession.ts';

export interface InvitationForm {
  readonly loginName: string;
  readonly password: string;
  readonly passwordAgain: string;
}

/** Takes an 邀请: the account of a colleague, with the login name and password they choose. The link is used up with it. */
export async function acceptInvitation(
  services: Services,
  token: string,
  form: InvitationForm,
): Promise<Outcome<string>> {
  const now = services.clock.now().toString();
  const invitation = await services.database.row(findInvitation, hashToken(token), now);
  if (invitation === undefined) return refuse(refusal('invitation.over'));
  const { loginName, password, refusals } = read(services, form, invitation);
  if (loginName === undefined || password === undefined) return refuse(...refusals);
  return unlessBusy(async () => {
    const hash = await hashPassword(password);
    try {
      return await transaction(services.database, (tx) => acceptIn(tx, hashToken(token), loginName, hash, now));
    } catch (error) {
      if (violatedConstraint(error) !== 'account_login') throw error;
      return refuse(refusal('staff.loginTaken', 'loginName'));
    }
  });
}

function read(services: Services, form: InvitationForm, { phone }: OpenInvitation) {
  const refusals: Refusal[] = [];
  const loginName = parseLoginName(form.loginName);
  if (form.loginName === '') refusals.push(refusal('field.required', 'loginName', { label: '登录名' }));
  else if (!loginName.ok) refusals.push(refusal(loginName.code, 'loginName'));
  const ownWords = [form.loginName, phone ?? ''];
  const typed = { password: form.password, passwordAgain: form.passwordAgain, label: '登录密码', ownWords };
  const chosen = readNewPassword(services, 'modernWithSecondFactor', typed);
  refusals.push(...chosen.refusals);
  if (!loginName.ok || refusals.length > 0) return { loginName: undefined, password: undefined, refusals };
  return { loginName: loginName.value, password: chosen.password, refusals };
}

async function acceptIn(
  tx: Queryable,
  tokenHash: Buffer,
  loginName: string,
  hash: string,
  at: string,
): Promise<Outcome<string>> {
  const found = await tx.row(lockInvitation, tokenHash, at);
  if (found === undefined) return refuse(refusal('invitation.over'));
  const { end, institutionId, authorityId, name, role, phone, organisation } = found;
  const id = randomUUID();
  await tx.row(insertStaff, id, end, loginName, hash, name, null, null, phone, institutionId, authorityId, role, at);
  await tx.row(acceptInvitationRow, found.id, id, at);
  const detail = JSON.stringify({ role });
  await tx.row(recordInLedger, at, id, name, organisation, 'invitationAccepted', 'account', id, '', detail);
  return done(loginName);
}
