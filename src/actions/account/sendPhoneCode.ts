import { randomUUID } from 'node:crypto';
import type { PersonActor } from '../../domain/access/actor.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import { lockPersonAccount } from '../../store/accounts.ts';
import { countSentCodes, insertCode, lockNumber } from '../../store/codes.ts';
import type { Queryable } from '../../store/database.ts';
import { insertMessage } from '../../store/messages.ts';
import { transaction } from '../../store/transaction.ts';
import { done, notFound, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { hashToken } from '../session/openSession.ts';
import { countTry } from './attempts.ts';
import { codeMinutes, hashCode, randomDigits } from './codeHash.ts';

/** Codes to one number: one a minute, five an hour, ten a day. To all numbers one account has tried: twenty a day. */
const most = { hour: 5, day: 10, account: 20 };

/** 【向手机发送校验码】: the code and its message in one transaction. Of many presses at once one sends. */
export async function sendPhoneCode(services: Services, actor: PersonActor, token: string): Promise<Outcome<'sent'>> {
  const now = services.clock.now();
  const since = now.subtract({ hours: 24 });
  return transaction(services.database, async (tx) => {
    const account = await tx.row(lockPersonAccount, actor.accountId);
    if (account === undefined || account.phone === null || account.phoneVerified) return notFound;
    const { phone } = account;
    const refused = await overBudget(tx, phone, now);
    if (refused !== undefined) return refuse(refused);
    const counted = { purpose: 'phoneCode', subject: actor.accountId, most: most.account, since };
    if (!(await countTry(services, counted, tx)).ok) return refuse(refusal('code.tooMany'));
    const of = { purpose: 'phone:verify', target: phone, sessionHash: hashToken(token) };
    const code = randomDigits();
    const at = now.toString();
    const until = now.add({ minutes: codeMinutes }).toString();
    await tx.row(insertCode, randomUUID(), of.purpose, phone, hashCode(services, of, code), of.sessionHash, at, until);
    const text = `【杏林】您的手机校验码是 ${code},${codeMinutes}分钟内有效。请勿告诉他人。`;
    await tx.row(insertMessage, randomUUID(), 'sms', phone, '', text, code, at);
    return done('sent');
  });
}

/** Why no code may go to this number now. Holds the number until the transaction ends. */
async function overBudget(tx: Queryable, phone: string, now: Temporal.Instant): Promise<Refusal | undefined> {
  await tx.row(lockNumber, phone);
  const ago = (hours: number) => now.subtract({ hours }).toString();
  const sent = await tx.row(countSentCodes, phone, ago(1), ago(24));
  if (sent === undefined || sent.last === null) return undefined;
  const wait = now.until(Temporal.Instant.from(sent.last).add({ seconds: 60 })).total('seconds');
  if (wait > 0) return refusal('code.tooSoon', undefined, { seconds: String(Math.ceil(wait)) });
  return sent.inHour >= most.hour || sent.inDay >= most.day ? refusal('code.tooMany') : undefined;
}
