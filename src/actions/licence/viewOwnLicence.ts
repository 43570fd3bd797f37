import type { PersonActor } from '../../domain/access/actor.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import { findShownLicence } from '../../store/shownLicences.ts';
import { claimed } from '../application/claimLicence.ts';
import { viewBusiness } from '../application/viewBusiness.ts';
import type { Services } from '../services.ts';
import type { OwnLicence } from './listOwnLicences.ts';

export interface LicenceToShow {
  readonly licence: OwnLicence;
  /** Why it cannot be shown now; empty when it can. */
  readonly refusals: readonly Refusal[];
}

/** A licence its holder wants to show: 申领 has been pressed, its conditions still hold, and nobody disputes whose it is. */
export async function viewOwnLicence(
  services: Services,
  actor: PersonActor,
  entryId: string,
): Promise<LicenceToShow | undefined> {
  const business = await viewBusiness(services, actor, claimed?.kind ?? '');
  const found = business?.entries.find(({ entry }) => entry.id === entryId);
  if (found === undefined) return undefined;
  const { entry, licence, refusals } = found;
  const row = await services.database.row(findShownLicence, entry.id);
  return {
    licence,
    refusals: [
      ...refusals,
      ...(entry.licenceClaimedOn === null ? [refusal('live.unclaimed')] : []),
      ...(row?.frozen === true ? [refusal('live.frozen')] : []),
    ],
  };
}
