import {
  type PublishedList,
  type PublishedRow,
  publishedLists,
  publishedMonths,
} from '../../domain/register/publication.ts';
import { chinaDate } from '../../domain/time/dates.ts';
import { refusal } from '../../domain/vocabulary/refusals.ts';
import { findPublished, publishedRows } from '../../store/published.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';

export interface PublishedAsked {
  /** 机关代码 */
  readonly authority: string;
  /** YYYY-MM, one of `publishedMonths` */
  readonly month: string;
  readonly list: PublishedList;
  /** From 1. */
  readonly page: number;
}

export interface PublishedPage {
  readonly rows: readonly PublishedRow[];
  readonly hasMore: boolean;
}

/** A list longer than this many pages would be no list of a month. */
const mostPages = 500;

/** 公示: what an authority has decided in a month. A page counts like a lookup, so that a program does not read all lists in an hour. */
export async function listPublished(
  { publicDatabase, lookups, clock }: Pick<Services, 'publicDatabase' | 'lookups' | 'clock'>,
  { authority, month, list, page }: PublishedAsked,
  by: { readonly network: string } | 'human',
): Promise<Outcome<PublishedPage>> {
  if (authority === '') return refuse(refusal('field.choose', 'authority', { label: '主管部门' }));
  if (!publishedMonths(chinaDate(clock.now())).includes(month))
    return refuse(refusal('field.choose', 'month', { label: '月份' }));
  if (by !== 'human' && !lookups.take(by.network)) return refuse(refusal('lookup.tooMany'));
  const from = Temporal.PlainYearMonth.from(month);
  const [first, next] = [from, from.add({ months: 1 })].map((one) => one.toPlainDate({ day: 1 }).toString());
  const skipped = (Math.min(Math.max(page, 1), mostPages) - 1) * publishedRows;
  const rows = await publicDatabase.rows(
    findPublished,
    ...([authority, publishedLists[list].kinds, first ?? '', next ?? '', skipped] as const),
  );
  return done({ rows: rows.slice(0, publishedRows), hasMore: rows.length > publishedRows });
}
