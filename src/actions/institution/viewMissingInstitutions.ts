import type { PersonActor } from '../../domain/access/actor.ts';
import { parseRegionCode } from '../../domain/fields/regionCode.ts';
import {
  findOwnReports,
  findPlaces,
  findProvinces,
  type OwnReport,
  type RegionLine,
} from '../../store/missingInstitutions.ts';
import type { Services } from '../services.ts';

export interface MissingInstitutionView {
  readonly provinces: readonly RegionLine[];
  /** Prefectures and counties of the chosen province; empty before one is chosen. */
  readonly places: readonly RegionLine[];
  readonly reports: readonly OwnReport[];
}

/** What the form of 找不到机构 needs, and what was reported before with its answers. */
export async function viewMissingInstitutions(
  services: Services,
  actor: PersonActor,
  provinceCode: string,
): Promise<MissingInstitutionView> {
  const db = services.database;
  const province = parseRegionCode(provinceCode);
  const [provinces, places, reports] = await Promise.all([
    db.rows(findProvinces),
    province.ok ? db.rows(findPlaces, province.value) : [],
    db.rows(findOwnReports, actor.accountId),
  ]);
  return { provinces, places, reports };
}
