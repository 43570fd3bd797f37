import { maskPhone } from '../../domain/fields/phone.ts';
import { findInvitation } from '../../store/staffInvitations.ts';
import type { Services } from '../services.ts';
import { hashToken } from '../session/openSession.ts';

export interface InvitationView {
  readonly organisation: string;
  readonly name: string;
  readonly maskedPhone: string;
}

/** What a link is about; undefined when it opens nothing any more. Reads only. */
export async function viewInvitation(
  services: Services,
  end: 'institution' | 'authority',
  token: string,
): Promise<InvitationView | undefined> {
  const found = await services.database.row(findInvitation, hashToken(token), services.clock.now().toString());
  if (found === undefined || found.end !== end) return undefined;
  const { organisation, name, phone } = found;
  return { organisation, name, maskedPhone: phone === null ? '' : maskPhone(phone) };
}
