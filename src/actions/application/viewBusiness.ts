import type { PersonActor } from '../../domain/access/actor.ts';
import { findDefinition } from '../../domain/applications/catalogue.ts';
import type { Facts } from '../../domain/procedure/facts.ts';
import { subjectsOf } from '../../domain/procedure/menu.ts';
import type { Entry, Site } from '../../domain/register/entry.ts';
import { chinaDate } from '../../domain/time/dates.ts';
import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import { findOwnLicences, type LicenceRow } from '../../store/licences.ts';
import type { Services } from '../services.ts';
import { type Business, businessOf, factsOf } from './businessMenu.ts';
import { listOwnApplications, type OwnApplicationLine } from './listOwnApplications.ts';

/** One 执业信息 a business may begin from. */
export interface BusinessEntry {
  readonly entry: Entry;
  /** The multi-site filing it would be about. */
  readonly site: Site | null;
  readonly licence: LicenceRow;
  readonly refusals: readonly Refusal[];
  readonly underWay: OwnApplicationLine | undefined;
}

export interface BusinessKind extends Business {
  readonly facts: Facts;
  readonly entries: readonly BusinessEntry[];
}

/** One kind: what it needs, what it does, and from which 执业信息 it may begin. */
export async function viewBusiness(
  services: Services,
  actor: PersonActor,
  kind: string,
): Promise<BusinessKind | undefined> {
  const definition = findDefinition(kind);
  const today = chinaDate(services.clock.now()).toString();
  if (definition === undefined) return undefined;
  const [facts, lines] = await Promise.all([factsOf(services, actor), listOwnApplications(services, actor)]);
  const licences = await services.database.rows(findOwnLicences, facts.physician.id);
  const business = businessOf(services, definition, facts, lines);
  const entries = licences.flatMap((licence): BusinessEntry[] => {
    const entry = facts.entries.find(({ id }) => id === licence.id);
    if (entry === undefined) return [];
    return subjectsOf(definition, entry, today).map((site) => {
      const refusals = definition.whoMayStart({ ...facts, entry, site }, today);
      const open = business.underWay.find(
        ({ row }) => row.entryId === entry.id && (site === null || row.subject === site.id),
      );
      // One that is with an office already may leave room for another (a filing at another institution).
      const underWay = refusals.length > 0 || open?.row.state === 'draft' ? open : undefined;
      return { entry, site, licence, refusals, underWay };
    });
  });
  return { ...business, facts, entries };
}
