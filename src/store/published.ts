import type { PublishedRow } from '../domain/register/publication.ts';
import { statement } from './database.ts';

/** Rows of one page. */
export const publishedRows = 20;

export interface PublishingAuthority {
  readonly code: string;
  readonly name: string;
}

export const findPublishingAuthorities = statement<PublishingAuthority, readonly [provinceStart: string]>(
  'public.authorities',
  'SELECT code, name FROM public_authority WHERE left(region_code, 2) = $1 ORDER BY region_code, code',
);

/** One page of a list of one authority and month, and one row more to know whether there is another. */
export const findPublished = statement<
  PublishedRow,
  readonly [authority: string, kinds: readonly string[], from: string, before: string, skipped: number]
>(
  'public.published',
  `SELECT kind, effective_on AS "on", name, sex, licence_no AS "licenceNo", institution, scope, authority, article
   FROM public_publication WHERE authority_code = $1 AND kind = ANY ($2) AND effective_on >= $3 AND effective_on < $4
   ORDER BY effective_on DESC, licence_no DESC LIMIT ${publishedRows + 1} OFFSET $5`,
);
