import { articles, cite } from '../vocabulary/articles.ts';
import { isOrderArticle, orderArticles } from '../vocabulary/orderArticles.ts';

/** 公示名单 (医师法21): who was registered, and whose registration ended. */
export const publishedLists = {
  registered: { title: '准予注册', kinds: ['registered'] },
  ended: { title: '注销注册', kinds: ['deregistered', 'revoked', 'annulled'] },
} as const;
export type PublishedList = keyof typeof publishedLists;
export type PublishedKind = (typeof publishedLists)[PublishedList]['kinds'][number];

export const publishedKinds: Readonly<Record<PublishedKind, string>> = {
  registered: '准予注册',
  deregistered: '注销注册',
  revoked: '吊销执业证书',
  annulled: '撤销注册',
};

/** One line of a list: what anybody may know. */
export interface PublishedRow {
  readonly kind: PublishedKind;
  readonly on: string;
  readonly name: string;
  readonly sex: string;
  readonly licenceNo: string;
  readonly institution: string;
  readonly scope: string;
  readonly authority: string;
  readonly article: string | null;
}

/** The months whose lists are shown, the newest first: this one and the twelve before. Older ones are no news; the lookup answers about them. */
export function publishedMonths(today: Temporal.PlainDate): readonly string[] {
  return Array.from({ length: 13 }, (_, back) => today.toPlainYearMonth().subtract({ months: back }).toString());
}

/** The article an ending rests on, never what it says of the person. '' for a registration. */
export function publishedArticle(kind: PublishedKind, article: string | null): string {
  if (kind === 'registered') return '';
  return article !== null && isOrderArticle(article) ? cite(orderArticles[article]) : cite(articles.deregistration);
}
