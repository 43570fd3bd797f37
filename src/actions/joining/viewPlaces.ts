import { parseRegionCode } from '../../domain/fields/regionCode.ts';
import { findPlaces, findProvinces, type RegionLine } from '../../store/missingInstitutions.ts';
import type { Services } from '../services.ts';

export interface Places {
  readonly provinces: readonly RegionLine[];
  /** Of the chosen province; empty before one is chosen. */
  readonly places: readonly RegionLine[];
}

/** What 行政区划 can be chosen from. */
export async function viewPlaces({ database }: Services, provinceCode: string): Promise<Places> {
  const province = parseRegionCode(provinceCode);
  const [provinces, places] = await Promise.all([
    database.rows(findProvinces),
    province.ok ? database.rows(findPlaces, province.value) : [],
  ]);
  return { provinces, places };
}
