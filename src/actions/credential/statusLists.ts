import { findList, findListIds } from '../../store/statusLists.ts';
import type { Services } from '../services.ts';
import { listCacheSeconds, type StatusListToken, signStatusList } from './signStatusList.ts';
import { statusListUri } from './statusReference.ts';

/** The signed state of every licence of a list, made from the register at most once in a minute, however often it is asked for. */
export interface StatusLists {
  /** Undefined: there is no such list. */
  token(list: number): Promise<StatusListToken | undefined>;
  /** Addresses of all lists, for whoever keeps them for a time without a network. */
  uris(): Promise<readonly string[]>;
}

type Needs = Pick<Services, 'database' | 'clock' | 'secret' | 'issuerKeys' | 'publicUrl'>;
interface Kept {
  readonly kid: string;
  readonly madeAt: Temporal.Instant;
  readonly made: Promise<StatusListToken>;
}

export function createStatusLists(services: Needs): StatusLists {
  const kept = new Map<number, Kept>();

  const isFresh = ({ kid, madeAt }: Kept) => {
    const age = madeAt.until(services.clock.now()).total('seconds');
    return age >= 0 && age < listCacheSeconds && kid === services.issuerKeys.current().kid;
  };

  return {
    async token(list) {
      const before = kept.get(list);
      if (before !== undefined && isFresh(before)) return before.made;
      const row = isListId(list) ? await services.database.row(findList, list) : undefined;
      if (row === undefined) return undefined;
      // Whoever asked meanwhile has begun one: all of them wait for the same.
      const begun = kept.get(list);
      if (begun !== undefined && isFresh(begun)) return begun.made;
      const [madeAt, { kid }] = [services.clock.now(), services.issuerKeys.current()];
      const made = signStatusList(services, list, Temporal.Instant.from(row.madeAt), madeAt);
      kept.set(list, { kid, madeAt, made });
      try {
        return await made;
      } catch (error) {
        kept.delete(list);
        throw error;
      }
    },
    uris: async () => (await services.database.rows(findListIds)).map(({ id }) => statusListUri(services, id)),
  };
}

/** What the database could hold at all. */
function isListId(list: number): boolean {
  return Number.isInteger(list) && list > 0 && list < 2 ** 31;
}
