import { randomUUID } from 'node:crypto';
import type { AuthorityActor } from '../../domain/access/actor.ts';
import { isUuid } from '../../domain/fields/uuid.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import { insertNotice } from '../../store/accounts.ts';
import { answerCorrectionRow, type CorrectionRow, findCorrection } from '../../store/corrections.ts';
import type { Queryable } from '../../store/database.ts';
import { recordInLedger } from '../../store/ledger.ts';
import { insertMessage } from '../../store/messages.ts';
import { transaction } from '../../store/transaction.ts';
import { done, notFound, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { longestWords } from './correctionForm.ts';

/** 答复: tells the applicant what has become of their request. The first of two officers answers, the other sees it. */
export async function answerCorrection(
  services: Services,
  actor: AuthorityActor,
  id: string,
  answer: string,
): Promise<Outcome<'answered'>> {
  const refusals: Refusal[] = [];
  if (actor.role === 'auditor') refusals.push(refusal('step.moreRight', undefined, { step: '答复' }));
  if (answer === '') refusals.push(refusal('field.required', 'answer', { label: '答复' }));
  if ([...answer].length > longestWords)
    refusals.push(refusal('field.tooLong', 'answer', { label: '答复', max: String(longestWords) }));
  if (refusals.length > 0) return refuse(...refusals);
  if (!isUuid(id)) return notFound;
  return transaction(services.database, (tx) => answerIn(tx, actor, id, answer, services.clock.now().toString()));
}

async function answerIn(
  tx: Queryable,
  actor: AuthorityActor,
  id: string,
  answer: string,
  at: string,
): Promise<Outcome<'answered'>> {
  const saved = await tx.row(answerCorrectionRow, id, actor.authorityId, answer, actor.accountId, at);
  const request = await tx.row(findCorrection, actor.path, id);
  if (request === undefined || (saved === undefined && request.state === 'open')) return notFound;
  if (saved === undefined) {
    const movedBy = request.answeredBy ?? '';
    return { kind: 'conflict', conflict: { state: '已答复', movedBy, at: request.answeredAt, stepsNow: [] } };
  }
  const { name, organisation, accountId } = actor;
  await tx.row(recordInLedger, at, accountId, name, organisation, 'correctionAnswered', 'correction', id, '', '{}');
  await tx.row(
    insertNotice,
    request.accountId,
    null,
    '信息更正申请已有答复',
    `${organisation}已答复,请在“信息更正申请”中查看。`,
    at,
  );
  await tell(tx, request, at);
  return done('answered');
}

/** The answer itself stays in the system: a phone or mailbox may be somebody else's by now. */
async function tell(tx: Queryable, request: CorrectionRow, at: string): Promise<void> {
  const words = '您的信息更正申请已有答复,请登录系统查看。';
  if (request.phoneVerified && request.phone !== null)
    await tx.row(insertMessage, randomUUID(), 'sms', request.phone, '', `【杏林】${words}`, null, at);
  else if (request.email !== null)
    await tx.row(insertMessage, randomUUID(), 'mail', request.email, '信息更正申请已有答复', words, null, at);
}
