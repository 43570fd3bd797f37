import type { AuthorityActor } from '../../domain/access/actor.ts';
import { articles, cite } from '../../domain/vocabulary/articles.ts';
import { refusal } from '../../domain/vocabulary/refusals.ts';
import type { Queryable } from '../../store/database.ts';
import { insertJoined, lockListed, tellInstitution } from '../../store/joiningInstitutions.ts';
import { decideJoiningRow } from '../../store/joiningRequests.ts';
import { recordInLedger } from '../../store/ledger.ts';
import { transaction } from '../../store/transaction.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { inviteFirstAdministrator } from '../staff/inviteFirstAdministrator.ts';
import { lockJoiningRequest } from './lockJoiningRequest.ts';
import { tellContact } from './tellContact.ts';

/**
 * 同意: the institution is in the list from now on (or is the one that was there without staff), and its first administrator
 * is invited.
 */
export function approveJoining(services: Services, actor: AuthorityActor, id: string): Promise<Outcome<'approved'>> {
  return transaction(services.database, (tx) => approveIn(services, tx, actor, id));
}

async function approveIn(
  services: Services,
  tx: Queryable,
  actor: AuthorityActor,
  id: string,
): Promise<Outcome<'approved'>> {
  const locked = await lockJoiningRequest(tx, actor, id, '同意');
  if (locked.kind !== 'done') return locked;
  const row = locked.value;
  const { accountId, authorityId, name, organisation } = actor;
  const at = services.clock.now().toString();
  const { number, creditCode, regionCode, headName } = row;
  const created = await tx.row(insertJoined, number, creditCode, row.name, regionCode, authorityId, headName);
  const institution = await tx.row(lockListed, number);
  if (institution === undefined) throw new Error('the institution is neither new nor in the list');
  const authority = institution.authorityName;
  if (institution.authorityId !== authorityId)
    return refuse(refusal('joining.otherAuthority', undefined, { authority }));
  if (institution.staffed) return refuse(refusal('joining.known', undefined, { authority }));
  await tx.row(decideJoiningRow, id, 'approved', '', accountId, at, institution.id);
  const detail = JSON.stringify({ institution: institution.id, created: created !== undefined });
  const subject = ['joiningApproved', 'joining_request', id, cite(articles.onlineMaterials)] as const;
  await tx.row(recordInLedger, at, accountId, name, organisation, ...subject, detail);
  await tellContact(tx, row, 'approved', at);
  await inviteFirstAdministrator(services, tx, actor, {
    institutionId: institution.id,
    institution: institution.name,
    name: row.contactName,
    phone: row.contactPhone,
    email: row.contactEmail,
  });
  const words = `${organisation}已同意本机构入驻。请在“人员”中添加经办人,即可办理业务审核。`;
  await tx.row(tellInstitution, institution.id, '机构已入驻', words, at);
  return done('approved');
}
