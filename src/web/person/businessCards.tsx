import type { Business } from '../../actions/application/businessMenu.ts';
import { BusinessCard } from '../shared/card.tsx';
import { businessHref, Reasons } from './reasons.tsx';

/** The kinds of business, each with 【点击进入】, or the reason why not, its article and what to do about it. */
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
  const { menu, summary } = definition;
  const href = businessHref(definition);
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
      refusedBecause={<Reasons definition={definition} refusals={refusals} />}
    />
  );
}
