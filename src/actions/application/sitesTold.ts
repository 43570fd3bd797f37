import type { Facts } from '../../domain/procedure/facts.ts';
import { type RegisterEvent, siteEndings } from '../../domain/register/events.ts';
import type { NewNotice } from '../../store/procedure.ts';

/** An institution at which a multi-site filing ends is told, whatever ended it. */
export function sitesTold(events: readonly RegisterEvent[], { entry, physician }: Facts): readonly NewNotice[] {
  return events.flatMap((event): NewNotice[] => {
    const site = event.type === 'siteEnded' ? entry?.sites.find(({ id }) => id === event.siteId) : undefined;
    if (event.type !== 'siteEnded' || site === undefined) return [];
    const body = `${physician.name}在贵机构的多执业机构备案自${event.on}起终止:${siteEndings[event.why]}。`;
    return [
      { accountId: null, institutionId: site.institutionId, authorityId: null, title: '多执业机构备案终止', body },
    ];
  });
}
