import type { PersonActor } from '../../domain/access/actor.ts';
import {
  type DisputeRow,
  findDisputeByToken,
  findDisputeOfAccount,
  listStatements,
  type StatementRow,
} from '../../store/disputes.ts';
import type { Services } from '../services.ts';
import { hashToken } from '../session/openSession.ts';

/** What a side sees of a dispute: how it stands, and what it is asked. */
export interface OwnDispute {
  readonly row: DisputeRow;
  /** The oldest that has not been answered; undefined when there is nothing to answer. */
  readonly asked: StatementRow | undefined;
}

export async function viewOwnDispute(services: Services, actor: PersonActor): Promise<OwnDispute | undefined> {
  return ownView(services, 'account', await services.database.row(findDisputeOfAccount, actor.accountId));
}

export async function viewDisputeByLink(services: Services, token: string): Promise<OwnDispute | undefined> {
  return ownView(services, 'claimant', await services.database.row(findDisputeByToken, hashToken(token)));
}

async function ownView(
  { database }: Services,
  side: StatementRow['side'],
  row: DisputeRow | undefined,
): Promise<OwnDispute | undefined> {
  if (row === undefined) return undefined;
  const statements = await database.rows(listStatements, row.id);
  const open = statements.filter((each) => each.side === side && each.words === null);
  return { row, asked: row.state === 'decided' ? undefined : open[0] };
}
