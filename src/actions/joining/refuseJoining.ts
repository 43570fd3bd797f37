import type { AuthorityActor } from '../../domain/access/actor.ts';
import { articles, cite } from '../../domain/vocabulary/articles.ts';
import { decideJoiningRow } from '../../store/joiningRequests.ts';
import { recordInLedger } from '../../store/ledger.ts';
import { transaction } from '../../store/transaction.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { lockJoiningRequest, wrongWords } from './lockJoiningRequest.ts';
import { tellContact } from './tellContact.ts';

/** 不同意, with the reason the applicant reads; the same number may be asked for again. */
export async function refuseJoining(
  services: Services,
  actor: AuthorityActor,
  id: string,
  words: string,
): Promise<Outcome<'refused'>> {
  const { accountId, name, organisation } = actor;
  const at = services.clock.now().toString();
  return transaction(services.database, async (tx) => {
    const locked = await lockJoiningRequest(tx, actor, id, '不同意');
    if (locked.kind !== 'done') return locked;
    const wrong = wrongWords(words, '理由');
    if (wrong.length > 0) return refuse(...wrong);
    await tx.row(decideJoiningRow, id, 'refused', words, accountId, at, null);
    const subject = ['joiningRefused', 'joining_request', id, cite(articles.onlineMaterials)] as const;
    await tx.row(recordInLedger, at, accountId, name, organisation, ...subject, '{}');
    await tellContact(tx, locked.value, 'refused', at);
    return done('refused');
  });
}
