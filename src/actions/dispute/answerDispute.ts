import type { PersonActor } from '../../domain/access/actor.ts';
import type { DisputeSide } from '../../domain/access/dispute.ts';
import { refusal } from '../../domain/vocabulary/refusals.ts';
import { writeAct } from '../../store/acts.ts';
import type { Queryable } from '../../store/database.ts';
import {
  answerStatement,
  type DisputeRow,
  findDisputeByToken,
  findDisputeOfAccount,
  findOpenRound,
} from '../../store/disputes.ts';
import { commitWith, transaction } from '../../store/transaction.ts';
import { done, notFound, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { hashToken } from '../session/openSession.ts';
import { toAuthority } from '../time/tell.ts';
import { wordsRefused } from './disputeForm.ts';
import { putEvidence, readEvidence, recordEvidence, type Upload } from './storeEvidence.ts';

export interface DisputeAnswer {
  readonly words: string;
  readonly uploads: readonly Upload[];
}

/** The side of the present account, by its owner: at first, and once more when asked. */
export function answerOwnDispute(services: Services, actor: PersonActor, answer: DisputeAnswer) {
  return answerAs(services, 'account', answer, (db) => db.row(findDisputeOfAccount, actor.accountId));
}

/** The side of the claimant, by the link they were sent when asked once more. */
export function answerByLink(services: Services, token: string, answer: DisputeAnswer) {
  return answerAs(services, 'claimant', answer, (db) => db.row(findDisputeByToken, hashToken(token)));
}

async function answerAs(
  services: Services,
  side: DisputeSide,
  { words, uploads }: DisputeAnswer,
  find: (db: Queryable) => Promise<DisputeRow | undefined>,
): Promise<Outcome<'answered'>> {
  const seen = await find(services.database);
  if (seen === undefined || seen.state === 'decided') return notFound;
  const { pictures, refusals } = await readEvidence(uploads);
  const wrong = [...wordsRefused(words, '情况说明'), ...refusals];
  if (wrong.length > 0) return refuse(...wrong);
  const keys = await putEvidence(services, pictures);
  const at = services.clock.now().toString();
  return transaction<Outcome<'answered'>>(services.database, async (tx) => {
    const open = await tx.row(findOpenRound, seen.id, side);
    const answered = open && (await tx.row(answerStatement, seen.id, side, open.round, words, at));
    if (answered === undefined) return refuse(refusal('dispute.answered'));
    await recordEvidence(tx, seen.id, { side, round: answered.round }, keys, at);
    const isOwner = side === 'account';
    const by = { at, accountId: isOwner ? seen.accountId : null, actorName: isOwner ? seen.accountName : '申请异议人' };
    const told = toAuthority(seen.authorityId, '身份异议已答复', `${isOwner ? '现账号' : '申请异议人'}已答复,请查看。`);
    const act = {
      ...by,
      organisation: '',
      action: 'disputeAnswered',
      article: '',
      detail: { side },
      idempotency: null,
    };
    const subject = { type: 'identity_dispute', id: seen.id, version: null, applicationId: null } as const;
    return commitWith(done('answered'), [writeAct({ ...act, ...told }, subject)]);
  });
}
