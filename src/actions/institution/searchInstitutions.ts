import { normalizeEntry } from '../../domain/fields/normalize.ts';
import { chinaDate } from '../../domain/time/dates.ts';
import { type FoundInstitution, searchInstitutions as search } from '../../store/institutions.ts';
import type { Services } from '../services.ts';

/** At most 20 institutions for words out of name, region and 登记号; none for no words. */
export async function searchInstitutions(services: Services, words: string): Promise<readonly FoundInstitution[]> {
  const entry = normalizeEntry(words);
  // Six words and forty letters each find any institution; more would only cost time.
  const asked = entry.ok
    ? entry.value
        .split(' ')
        .filter((word) => word !== '')
        .slice(0, 6)
    : [];
  if (asked.length === 0) return [];
  const today = chinaDate(services.clock.now()).toString();
  return services.database.rows(
    search,
    today,
    asked.map((word) => [...word].slice(0, 40).join('')),
  );
}
