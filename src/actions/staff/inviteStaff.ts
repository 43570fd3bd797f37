import { randomUUID } from 'node:crypto';
import { refusal } from '../../domain/vocabulary/refusals.ts';
import type { Queryable } from '../../store/database.ts';
import { insertInvitation } from '../../store/invitations.ts';
import { recordInLedger } from '../../store/ledger.ts';
import { transaction } from '../../store/transaction.ts';
import { type Counted, countTry } from '../account/attempts.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { hashToken, newToken } from '../session/openSession.ts';
import { type ColleagueForm, type NewColleague, readColleague } from './newStaff.ts';
import { invitationHours, linkOf, sendLink } from './sendLink.ts';
import { placeOf, type Workplace } from './workplace.ts';

const mostADay = 50;

export interface Invited {
  readonly id: string;
  readonly name: string;
  /** The address that works once. */
  readonly link: string;
}

/** 邀请: a one-time link to somebody who is to work here; they set their own login name, password and second factor. */
export async function inviteStaff(services: Services, at: Workplace, form: ColleagueForm): Promise<Outcome<Invited>> {
  const { colleague, refusals } = readColleague(at.end, form);
  const unreachable = at.addedBy !== null && form.phone === '' && form.email === '';
  const wrong = [...refusals, ...(unreachable ? [refusal('invitation.contact', 'phone')] : [])];
  if (colleague === undefined || wrong.length > 0) return refuse(...wrong);
  if (!(await countTry(services, invitationsOf(services, at))).ok) return refuse(refusal('invitation.tooMany'));
  const { id, token } = await transaction(services.database, (tx) => invite(services, tx, at, colleague));
  return done({ id, name: colleague.name, link: linkOf(services, at, token) });
}

/** The invitation, its message and its ledger row, in the caller's transaction; `organisation` is whose act it is. */
export async function invite(
  services: Services,
  tx: Queryable,
  at: Workplace,
  colleague: NewColleague,
  organisation = at.organisation,
): Promise<{ readonly id: string; readonly token: string }> {
  const { name, role, phone, email, idNumber } = colleague;
  const id = randomUUID();
  const token = newToken();
  const now = services.clock.now();
  const [from, until] = [now.toString(), now.add({ hours: invitationHours }).toString()];
  const by = at.addedBy ?? { accountId: null, name: '系统' };
  const who = [name, role, phone, email, idNumber] as const;
  await tx.row(insertInvitation, id, at.end, ...placeOf(at), ...who, hashToken(token), by.accountId, from, until);
  await sendLink(services, tx, at, colleague, token);
  const detail = JSON.stringify({ role });
  const written = [by.accountId, by.name, organisation, 'staffInvited', 'invitation', id, '', detail] as const;
  await tx.row(recordInLedger, from, ...written);
  return { id, token };
}

/** Invitations that one organisation sends a day, those sent again among them. */
export function invitationsOf({ clock }: Services, { organisationId }: Workplace): Counted {
  const since = clock.now().subtract({ hours: 24 });
  return { purpose: 'invitation', subject: organisationId, most: mostADay, since };
}
