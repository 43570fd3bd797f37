import type { AuthorityActor } from '../../domain/access/actor.ts';
import { type DisputeSide, disputeStates, mayHandleDispute } from '../../domain/access/dispute.ts';
import { isUuid } from '../../domain/fields/uuid.ts';
import { refusal } from '../../domain/vocabulary/refusals.ts';
import { writeAct } from '../../store/acts.ts';
import { insertStatement, lockDispute } from '../../store/disputes.ts';
import { lockRecoverable } from '../../store/recoveries.ts';
import { commitWith, transaction } from '../../store/transaction.ts';
import { done, notFound, type Outcome, refuse } from '../outcome.ts';
import { newLink } from '../recovery/linkToken.ts';
import type { Services } from '../services.ts';
import { wordsRefused } from './disputeForm.ts';
import { askedTold } from './disputeNotices.ts';

/** 补充询问: each side once. The owner is asked in the account, the claimant by a link to the phone they have proven. */
export async function askDispute(
  services: Services,
  actor: AuthorityActor,
  id: string,
  { side, words }: { readonly side: DisputeSide; readonly words: string },
): Promise<Outcome<'asked'>> {
  if (!isUuid(id)) return notFound;
  return transaction<Outcome<'asked'>>(services.database, async (tx) => {
    const row = await tx.row(lockDispute, actor.authorityId, id);
    if (row === undefined) return notFound;
    const wrong = [...mayHandleDispute(actor, row), ...wordsRefused(words, '询问内容')];
    if (row.state !== 'open')
      wrong.push(refusal('step.notNow', undefined, { state: disputeStates[row.state], step: '补充询问' }));
    if (wrong.length > 0) return refuse(...wrong);
    const at = services.clock.now().toString();
    const link = side === 'claimant' ? newLink() : null;
    const asked = await tx.row(insertStatement, id, side, 2, words, actor.name, at, link?.hash ?? null, null);
    if (asked === undefined) return refuse(refusal('dispute.askedBefore', 'side'));
    const owner = await tx.row(lockRecoverable, row.accountId);
    const where = link === null ? null : { before: `${services.publicUrl}/dispute/answer/`, token: link.token };
    const { accountId, name, organisation } = actor;
    const by = { at, accountId, actorName: name, organisation, action: 'disputeAsked', article: '', detail: { side } };
    return commitWith(done('asked'), [
      writeAct(
        { ...by, idempotency: null, ...askedTold(row, owner, where) },
        { type: 'identity_dispute', id, version: null, applicationId: null },
      ),
    ]);
  });
}
