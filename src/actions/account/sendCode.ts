import { randomUUID } from 'node:crypto';
import { insertCode } from '../../store/codes.ts';
import type { Queryable } from '../../store/database.ts';
import { insertMessage } from '../../store/messages.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { hashToken } from '../session/openSession.ts';
import { overBudget, overSiteBudget, siteClosed } from './codeBudgets.ts';
import { codeMinutes, hashCode, randomDigits } from './codeHash.ts';
import { type CodePurpose, codeText } from './codePurposes.ts';

export interface CodeRequest {
  readonly purpose: CodePurpose;
  readonly phone: string;
  /** Of the session that asks: only there the code is worth anything. */
  readonly token: string;
  readonly network: string;
  /** Who asks, for the budget of an account; null when nobody is signed in. */
  readonly accountId: string | null;
  /** Counted and answered like any other, and nothing goes out: nobody learns which numbers have an account. */
  readonly silent?: boolean;
}

/**
 * The one way a code goes out by SMS: counted against every budget, stored as a hash and written into the outbox in the
 * caller's transaction. Of many presses at once one sends. A code sent later takes the place of the one before.
 */
export async function sendCode(services: Services, tx: Queryable, request: CodeRequest): Promise<Outcome<'sent'>> {
  const { purpose, phone, silent = false } = request;
  const refused =
    (await overBudget(services, tx, request)) ?? (await (silent ? siteClosed : overSiteBudget)(services, tx));
  if (refused !== undefined) return refuse(refused);
  const now = services.clock.now();
  const at = now.toString();
  const until = now.add({ minutes: codeMinutes }).toString();
  const of = { purpose, target: phone, sessionHash: hashToken(request.token) };
  const code = randomDigits();
  await tx.row(insertCode, randomUUID(), purpose, phone, hashCode(services, of, code), of.sessionHash, at, until);
  if (!silent) await tx.row(insertMessage, randomUUID(), 'sms', phone, '', codeText(purpose), code, at);
  return done('sent');
}
