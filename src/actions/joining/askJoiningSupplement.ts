import type { AuthorityActor } from '../../domain/access/actor.ts';
import { articles, cite } from '../../domain/vocabulary/articles.ts';
import { refusal } from '../../domain/vocabulary/refusals.ts';
import { askJoiningRow } from '../../store/joiningRequests.ts';
import { recordInLedger } from '../../store/ledger.ts';
import { transaction } from '../../store/transaction.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { lockJoiningRequest, wrongWords } from './lockJoiningRequest.ts';
import { tellContact } from './tellContact.ts';

/** 要求补充, once, naming everything that is missing. */
export async function askJoiningSupplement(
  services: Services,
  actor: AuthorityActor,
  id: string,
  words: string,
): Promise<Outcome<'asked'>> {
  const { accountId, name, organisation } = actor;
  const at = services.clock.now().toString();
  return transaction(services.database, async (tx) => {
    const locked = await lockJoiningRequest(tx, actor, id, '要求补充');
    if (locked.kind !== 'done') return locked;
    const wrong = wrongWords(words, '需要补充的内容');
    if (wrong.length > 0) return refuse(...wrong);
    if ((await tx.row(askJoiningRow, id, words, accountId, at)) === undefined)
      return refuse(refusal('joining.askedBefore'));
    const subject = ['joiningAsked', 'joining_request', id, cite(articles.supplementOnce)] as const;
    await tx.row(recordInLedger, at, accountId, name, organisation, ...subject, '{}');
    await tellContact(tx, locked.value, 'supplement', at);
    return done('asked');
  });
}
