import type { PersonActor } from '../../domain/access/actor.ts';
import { lockPersonAccount, setMatched } from '../../store/accounts.ts';
import type { Queryable } from '../../store/database.ts';
import { recordInLedger } from '../../store/ledger.ts';
import { transaction } from '../../store/transaction.ts';
import { done, notFound, type Outcome } from '../outcome.ts';
import type { Services } from '../services.ts';
import { compareWithRoster, type RosterVerdict } from './roster.ts';

/** 重新校验: compares the account with the roster once more, and keeps it when it matches. */
export async function matchRoster(services: Services, actor: PersonActor): Promise<Outcome<RosterVerdict['kind']>> {
  const at = services.clock.now().toString();
  return transaction(services.database, async (tx) => {
    const kind = await matchIn(tx, actor.accountId, at);
    return kind === undefined ? notFound : done(kind);
  });
}

/** The same within the transaction of a sign-in. Undefined when there is no such account. */
export async function matchIn(
  tx: Queryable,
  accountId: string,
  at: string,
): Promise<RosterVerdict['kind'] | undefined> {
  const account = await tx.row(lockPersonAccount, accountId);
  if (account === undefined) return undefined;
  if (account.matched) return 'matches';
  const verdict = await compareWithRoster(tx, account);
  if (verdict.kind === 'matches') {
    await tx.row(setMatched, account.id, verdict.physicianId, at);
    await tx.row(recordInLedger, at, account.id, account.name, '', 'accountMatched', 'account', account.id, '', '{}');
  }
  return verdict.kind;
}
