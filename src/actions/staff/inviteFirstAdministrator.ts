import { randomBytes, randomUUID } from 'node:crypto';
import type { Queryable } from '../../store/database.ts';
import { insertMessage } from '../../store/messages.ts';
import { insertInvitation, revokeOpenInvitations } from '../../store/staffInvitations.ts';
import { secretPlace } from '../messages/secretPlace.ts';
import type { Services } from '../services.ts';
import { hashToken } from '../session/openSession.ts';

const linkHours = 72;

export interface FirstAdministrator {
  readonly end: 'institution' | 'authority';
  readonly organisationId: string;
  readonly organisation: string;
  readonly name: string;
  readonly phone: string;
  readonly invitedBy: string;
  /** Where the link leads; the token is added to it. */
  readonly path: string;
}

/** 邀请 of an organisation's first administrator, in the caller's transaction: a link by SMS that works once, for 72 hours. */
export async function inviteFirstAdministrator(
  services: Services,
  tx: Queryable,
  { end, organisationId, organisation, name, phone, invitedBy, path }: FirstAdministrator,
): Promise<void> {
  const now = services.clock.now();
  const at = now.toString();
  const place = end === 'institution' ? ([organisationId, null] as const) : ([null, organisationId] as const);
  const token = randomBytes(32).toString('base64url');
  const until = now.add({ hours: linkHours }).toString();
  await tx.rows(revokeOpenInvitations, ...place, phone, at);
  await tx.row(insertInvitation, randomUUID(), ...place, name, phone, hashToken(token), invitedBy, at, until);
  const link = `${services.publicUrl}${path}?token=${secretPlace}`;
  const text = `【杏林】请您担任${organisation}的管理员。请在${linkHours}小时内打开链接设置登录名和密码,链接只能用一次,请勿转发:${link}`;
  await tx.row(insertMessage, randomUUID(), 'sms', phone, '', text, token, at);
}
