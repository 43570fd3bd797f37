import type { Business } from '../../actions/application/businessMenu.ts';
import { cite } from '../../domain/vocabulary/articles.ts';
import { refusalText } from '../../domain/vocabulary/refusals.ts';
import { BusinessCard } from '../shared/card.tsx';
import { paths } from '../shared/paths.ts';

/** The kinds of business, each with 【点击进入】 or the reason why not and its article. */
export function BusinessCards({ businesses }: { businesses: readonly Business[] }) {
  return (
    <div class="grid">
      {businesses.map((business) => (
        <KindCard key={business.definition.kind} {...business} />
      ))}
    </div>
  );
}

function KindCard({ definition, refusals, underWay }: Business) {
  const { menu, summary, kind, authority } = definition;
  const href = paths.person.businessKind(kind);
  if (underWay.length > 0) {
    return <BusinessCard title={menu} text={summary} tag={{ tone: 'underway', text: '办理中' }} href={href} />;
  }
  if (refusals.length === 0) {
    return <BusinessCard title={menu} text={summary} tag={{ tone: 'valid', text: '可以办理' }} href={href} />;
  }
  return (
    <BusinessCard
      title={menu}
      text={summary}
      tag={{ tone: 'neutral', text: '不能办理' }}
      refusedBecause={refusals.map(refusalText).join('')}
      authority={authority[0] === undefined ? undefined : cite(authority[0])}
    />
  );
}
