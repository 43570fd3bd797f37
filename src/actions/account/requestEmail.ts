import { randomBytes, randomUUID } from 'node:crypto';
import type { PersonActor } from '../../domain/access/actor.ts';
import { maskMiddle } from '../../domain/fields/mask.ts';
import { refusal } from '../../domain/vocabulary/refusals.ts';
import { lockPersonAccount } from '../../store/accounts.ts';
import { deleteUnusedConfirmations, insertEmailConfirmation } from '../../store/emailConfirmations.ts';
import { insertMessage } from '../../store/messages.ts';
import { transaction } from '../../store/transaction.ts';
import { secretPlace } from '../messages/secretPlace.ts';
import { done, notFound, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { hashToken } from '../session/openSession.ts';
import { type EmailForm, readEmailForm } from './emailForm.ts';
import { overMailBudget } from './mailBudget.ts';
import { passHumanCheck } from './passHumanCheck.ts';

const linkHours = 24;

/**
 * 【发送验证邮件】: a link goes to the address; nothing of the account changes before it is confirmed there. A link sent
 * before is worth nothing any more.
 *
 * @param confirmPath where the link leads; the token is added to it
 */
export async function requestEmail(
  services: Services,
  { accountId }: PersonActor,
  from: { readonly token: string; readonly network: string; readonly confirmPath: string },
  form: EmailForm,
): Promise<Outcome<'sent'>> {
  const { email, refusals } = readEmailForm(form);
  const unsure = await passHumanCheck(services, 'captcha:email', from, form.human);
  if (unsure !== undefined) refusals.push(unsure);
  if (email === undefined || refusals.length > 0) return refuse(...refusals);
  const now = services.clock.now();
  const at = now.toString();
  return transaction(services.database, async (tx) => {
    const account = await tx.row(lockPersonAccount, accountId);
    if (account === undefined) return notFound;
    if (account.emailVerified && account.email === email) return refuse(refusal('email.alreadyVerified', 'email'));
    const refused = await overMailBudget(services, tx, accountId, email);
    if (refused !== undefined) return refuse(refused);
    const token = randomBytes(32).toString('base64url');
    const until = now.add({ hours: linkHours }).toString();
    await tx.rows(deleteUnusedConfirmations, accountId);
    await tx.row(insertEmailConfirmation, randomUUID(), accountId, email, hashToken(token), at, until);
    const link = `${services.publicUrl}${from.confirmPath}?token=${secretPlace}`;
    const text = letter(maskMiddle(account.loginName, 2, 1), link);
    await tx.row(insertMessage, randomUUID(), 'mail', email, '验证您的邮箱', text, token, at);
    return done('sent');
  });
}

function letter(account: string, link: string): string {
  return `您好:

账号(登录名 ${account})申请把这个邮箱用作联系邮箱。请在${linkHours}小时内打开下面的链接,并点击页面上的“确认验证”:

${link}

如不是您本人申请,请不要打开链接,也不用做任何事:这个邮箱不会被使用。

中医(专长)医师电子化注册`;
}
