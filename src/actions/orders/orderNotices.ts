import type { Entry } from '../../domain/register/entry.ts';
import { type RegisterEvent, siteEndings } from '../../domain/register/events.ts';
import { orderKinds } from '../../domain/register/orderKinds.ts';
import { citeOrder, groundWords } from '../../domain/register/orders.ts';
import { formatDate } from '../../domain/time/dates.ts';
import { remedies } from '../../domain/vocabulary/articles.ts';
import type { NewNotice, Told } from '../../store/acts.ts';
import type { OrderRow } from '../../store/orders.ts';
import { outbound } from '../application/addressNotices.ts';

/** How the physician is reached. */
export interface Holder {
  readonly accountId: string;
  readonly phone: string | null;
  readonly email: string | null;
}

const day = (iso: string) => formatDate(Temporal.PlainDate.from(iso));
const nobody = { accountId: null, institutionId: null, authorityId: null };

/** The decision is made: the physician is told with article, reason and remedies, the main institution what and from when. */
export function confirmedTold(order: OrderRow, entry: Entry, holder: Holder | undefined): Told {
  const { kind, content, name, authority } = order;
  const title = orderKinds[kind];
  const what = `${title}(${content.documentNo}),${termOf(order)}`;
  const why = `依据:${citeOrder(content)}。理由:${reasonOf(order)}`;
  const body = `${authority}对您的执业信息(执业证书编码 ${entry.licenceNo})作出处理决定:${what}。${why} ${remedies}`;
  const theirs = `${authority}对${name}的执业信息作出处理决定:${what}。${why}`;
  return told(holder, title, body, [{ ...nobody, institutionId: entry.mainInstitutionId, title, body: theirs }]);
}

/** It has taken effect: institutions at which a filing ends are told too. `again` when the decision itself was told before. */
export function executedTold(
  order: OrderRow,
  entry: Entry,
  holder: Holder | undefined,
  events: readonly RegisterEvent[],
  again: boolean,
): Told {
  const title = `${orderKinds[order.kind]}:已生效`;
  const what = `${orderKinds[order.kind]}(${order.content.documentNo})自${day(order.effectiveOn)}起生效。`;
  const main = { ...nobody, institutionId: entry.mainInstitutionId, title, body: `${order.name}的执业信息:${what}` };
  const mine = again ? told(holder, title, `您的执业信息:${what}`, [main]) : { notices: [], messages: [] };
  const sites = events.flatMap((event): NewNotice[] => {
    const site = event.type === 'siteEnded' ? entry.sites.find(({ id }) => id === event.siteId) : undefined;
    if (event.type !== 'siteEnded' || site === undefined) return [];
    const body = `${order.name}在贵机构的多执业机构备案自${event.on}起终止:${siteEndings[event.why]}。`;
    return [{ ...nobody, institutionId: site.institutionId, title: '多执业机构备案终止', body }];
  });
  return { notices: [...mine.notices, ...sites], messages: mine.messages };
}

/** To the authority's own desk: proposed, not confirmed, or without effect. */
export function deskTold(order: Pick<OrderRow, 'authorityId'>, title: string, body: string): Told {
  return { notices: [{ ...nobody, authorityId: order.authorityId, title, body }], messages: [] };
}

function told(holder: Holder | undefined, title: string, body: string, others: readonly NewNotice[]): Told {
  if (holder === undefined) return { notices: others, messages: [] };
  return {
    notices: [{ ...nobody, accountId: holder.accountId, title, body }, ...others],
    messages: outbound({ to: 'applicant', title, body }, holder),
  };
}

function termOf({ kind, effectiveOn, content }: OrderRow): string {
  return kind === 'suspend' ? `${day(effectiveOn)}至${day(content.until)}` : `自${day(effectiveOn)}起`;
}

function reasonOf({ kind, content }: OrderRow): string {
  return kind === 'deregister' ? `${groundWords(content.ground)}。${content.reason}` : content.reason;
}
