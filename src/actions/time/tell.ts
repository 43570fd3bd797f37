import type { Told } from '../../store/acts.ts';
import type { Concerned } from '../../store/register.ts';
import { outbound } from '../application/addressNotices.ts';

/** To a physician in their accounts, by SMS and by mail; nobody is reached where there is no account yet. */
export function toPhysician({ accounts }: Pick<Concerned, 'accounts'>, title: string, body: string): Told {
  return {
    notices: accounts.map(({ id }) => ({ accountId: id, institutionId: null, authorityId: null, title, body })),
    messages: accounts.flatMap((account) => outbound({ to: 'applicant', title, body }, account)),
  };
}

/** To everybody at an institution. */
export function toInstitution(institutionId: string, title: string, body: string): Told {
  return { notices: [{ accountId: null, institutionId, authorityId: null, title, body }], messages: [] };
}

/** To everybody at an authority. */
export function toAuthority(authorityId: string, title: string, body: string): Told {
  return { notices: [{ accountId: null, institutionId: null, authorityId, title, body }], messages: [] };
}

export function together(...told: readonly Told[]): Told {
  return { notices: told.flatMap(({ notices }) => notices), messages: told.flatMap(({ messages }) => messages) };
}
