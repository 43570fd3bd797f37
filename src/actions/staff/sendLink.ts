import { authorityRoles, institutionRoles } from '../../domain/access/actor.ts';
import type { Queryable } from '../../store/database.ts';
import type { Contact } from '../../store/staff.ts';
import { secretPlace } from '../messages/secretPlace.ts';
import type { Services } from '../services.ts';
import { sendTo } from './tellColleague.ts';
import type { Workplace } from './workplace.ts';

/** Hours a link works. */
export const invitationHours = 72;

export function linkOf({ publicUrl }: Services, { end }: Workplace, token: string): string {
  return `${publicUrl}/${end}/invitation?token=${token}`;
}

/** The link of an invitation by SMS and mail; its token stands in no message that is kept. */
export async function sendLink(
  services: Services,
  tx: Queryable,
  at: Workplace,
  { role, ...contact }: Omit<Contact, 'id'> & { readonly role: string },
  token: string,
): Promise<void> {
  const roles: Readonly<Record<string, string>> = at.end === 'institution' ? institutionRoles : authorityRoles;
  const body = `${at.organisation}邀请您使用医师电子化注册信息系统,岗位:${roles[role] ?? role}。请在${invitationHours}小时内打开链接设置账号,链接只能用一次,请勿转发:${linkOf(services, at, secretPlace)}`;
  await sendTo(
    tx,
    contact,
    { title: '邀请您使用医师电子化注册信息系统', body, secret: token },
    services.clock.now().toString(),
  );
}
