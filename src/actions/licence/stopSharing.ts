import type { PersonActor } from '../../domain/access/actor.ts';
import { isUuid } from '../../domain/fields/uuid.ts';
import { refusal } from '../../domain/vocabulary/refusals.ts';
import { recordInLedger } from '../../store/ledger.ts';
import { findShare, stopShare } from '../../store/shares.ts';
import { transaction } from '../../store/transaction.ts';
import { done, notFound, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';

/** 停止分享: from this moment the link answers nothing. Pressed twice, it was stopped the first time. */
export async function stopSharing(
  services: Services,
  actor: PersonActor,
  id: string,
  sure: boolean,
): Promise<Outcome<string>> {
  if (!isUuid(id)) return notFound;
  const at = services.clock.now().toString();
  return transaction(services.database, async (tx): Promise<Outcome<string>> => {
    const share = await tx.row(findShare, actor.accountId, id);
    if (share === undefined) return notFound;
    if (!sure) return refuse(refusal('share.sure', 'sure'));
    if ((await tx.row(stopShare, actor.accountId, id, at)) === undefined) return done(id);
    const by = [at, actor.accountId, actor.name, ''] as const;
    await tx.row(recordInLedger, ...by, 'licenceShareStopped', 'licence_share', id, '', '{}');
    return done(id);
  });
}
