import type { PersonActor } from '../../domain/access/actor.ts';
import { isUuid } from '../../domain/fields/uuid.ts';
import { type ShareState, shareState } from '../../domain/issuing/shareTerms.ts';
import { findOpenings, findShare, findShares, type ShareOpening, type ShareRow } from '../../store/shares.ts';
import type { Services } from '../services.ts';
import { shareToken } from './shareToken.ts';
import { type LicenceToShow, viewOwnLicence } from './viewOwnLicence.ts';

export type OwnShare = ShareRow & { readonly state: ShareState };

/** The links of one licence, and whether a new one may be made. */
export async function viewShares(
  services: Services,
  actor: PersonActor,
  entryId: string,
): Promise<(LicenceToShow & { readonly shares: readonly OwnShare[] }) | undefined> {
  const shown = await viewOwnLicence(services, actor, entryId);
  if (shown === undefined) return undefined;
  const now = services.clock.now();
  const rows = await services.database.rows(findShares, actor.accountId, shown.licence.id);
  return { ...shown, shares: rows.map((row) => ({ ...row, state: shareState(row, now) })) };
}

export interface ShareDetail extends OwnShare {
  /** What stands at the end of the link. */
  readonly token: string;
  readonly openings: readonly ShareOpening[];
}

/** One link with everybody who has opened it. */
export async function viewOwnShare(
  services: Services,
  actor: PersonActor,
  entryId: string,
  id: string,
): Promise<ShareDetail | undefined> {
  if (!isUuid(id)) return undefined;
  const row = await services.database.row(findShare, actor.accountId, id);
  if (row === undefined || row.entryId !== entryId) return undefined;
  const openings = await services.database.rows(findOpenings, id);
  const { token } = shareToken(services.secret, id);
  return { ...row, state: shareState(row, services.clock.now()), token, openings };
}
