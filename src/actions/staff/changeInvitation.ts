import { isUuid } from '../../domain/fields/uuid.ts';
import { refusal } from '../../domain/vocabulary/refusals.ts';
import type { Queryable } from '../../store/database.ts';
import { findOwnInvitation, renewInvitation, revokeInvitation } from '../../store/invitations.ts';
import { recordInLedger } from '../../store/ledger.ts';
import { transaction } from '../../store/transaction.ts';
import { countTry } from '../account/attempts.ts';
import { done, notFound, type Outcome, refuse } from '../outcome.ts';
import type { StaffActor } from '../secondFactor/staffActor.ts';
import type { Services } from '../services.ts';
import { hashToken, newToken } from '../session/openSession.ts';
import { invitationsOf } from './inviteStaff.ts';
import { invitationHours, sendLink } from './sendLink.ts';
import { placeOf, workplaceOf } from './workplace.ts';

/** 重新发送: a new link, for another 72 hours; the one before is dead. */
export async function resendInvitation(services: Services, actor: StaffActor, id: string): Promise<Outcome<'sent'>> {
  const at = workplaceOf(actor);
  if (!isUuid(id)) return notFound;
  if ((await services.database.row(findOwnInvitation, id, ...placeOf(at))) === undefined) return notFound;
  if (!(await countTry(services, invitationsOf(services, at))).ok) return refuse(refusal('invitation.tooMany'));
  const token = newToken();
  const until = services.clock.now().add({ hours: invitationHours }).toString();
  return transaction(services.database, async (tx): Promise<Outcome<'sent'>> => {
    const renewed = await tx.row(renewInvitation, id, ...placeOf(at), hashToken(token), until);
    if (renewed === undefined) return whyNot(tx, actor, id);
    await sendLink(services, tx, at, renewed, token);
    await record(services, tx, actor, 'staffInvitedAgain', id);
    return done('sent');
  });
}

/** 撤销: the link works no more. */
export async function withdrawInvitation(
  services: Services,
  actor: StaffActor,
  id: string,
): Promise<Outcome<'revoked'>> {
  if (!isUuid(id)) return notFound;
  return transaction(services.database, async (tx): Promise<Outcome<'revoked'>> => {
    const at = services.clock.now().toString();
    const revoked = await tx.row(revokeInvitation, id, ...placeOf(workplaceOf(actor)), at);
    if (revoked === undefined) return whyNot(tx, actor, id);
    await record(services, tx, actor, 'invitationRevoked', id);
    return done('revoked');
  });
}

/** Another organisation's is not there; one's own has been accepted or revoked meanwhile. */
async function whyNot(tx: Queryable, actor: StaffActor, id: string) {
  const own = await tx.row(findOwnInvitation, id, ...placeOf(workplaceOf(actor)));
  return own === undefined ? notFound : refuse(refusal('invitation.notOpen'));
}

async function record(
  { clock }: Services,
  tx: Queryable,
  actor: StaffActor,
  action: string,
  id: string,
): Promise<void> {
  const { accountId, name, organisation } = actor;
  await tx.row(
    recordInLedger,
    clock.now().toString(),
    accountId,
    name,
    organisation,
    action,
    'invitation',
    id,
    '',
    '{}',
  );
}
