import { parseRegionCode } from '../../domain/fields/regionCode.ts';
import { publishedMonths } from '../../domain/register/publication.ts';
import { chinaDate } from '../../domain/time/dates.ts';
import { findProvinces, type RegionLine } from '../../store/missingInstitutions.ts';
import { findPublishingAuthorities, type PublishingAuthority } from '../../store/published.ts';
import type { Services } from '../services.ts';

/** What a list can be chosen from. */
export interface Publishers {
  readonly provinces: readonly RegionLine[];
  /** Of the chosen province; empty before one is chosen. */
  readonly authorities: readonly PublishingAuthority[];
  readonly months: readonly string[];
}

export async function viewPublishers(
  { database, publicDatabase, clock }: Pick<Services, 'database' | 'publicDatabase' | 'clock'>,
  provinceCode: string,
): Promise<Publishers> {
  const province = parseRegionCode(provinceCode);
  const [provinces, authorities] = await Promise.all([
    database.rows(findProvinces),
    province.ok ? publicDatabase.rows(findPublishingAuthorities, province.value.slice(0, 2)) : [],
  ]);
  return { provinces, authorities, months: publishedMonths(chinaDate(clock.now())) };
}
