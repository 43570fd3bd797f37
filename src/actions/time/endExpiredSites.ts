import { formatDate } from '../../domain/time/dates.ts';
import { articles, cite } from '../../domain/vocabulary/articles.ts';
import { findExpiredSites } from '../../store/time.ts';
import { changeEntry, claim } from './changeEntry.ts';
import { duty } from './duty.ts';
import { together, toInstitution, toPhysician } from './tell.ts';

/** A multi-site filing ends by itself on the day after its last; the physician and both institutions are told. */
export const endExpiredSites = duty(
  (db, { date }) => db.rows(findExpiredSites, date.toString()),
  async (tx, { id, entryId }, now) => {
    const claimed = await claim(tx, entryId);
    const site = claimed?.entry.sites.find((each) => each.id === id);
    if (claimed === undefined || site === undefined) return false;
    if (site.endedOn !== null || site.until >= now.date.toString()) return false;
    const on = Temporal.PlainDate.from(site.until).add({ days: 1 });
    const { entry, concerned } = claimed;
    const at = concerned.institutions[site.institutionId] ?? '备案机构';
    const since = `自${formatDate(on)}起终止:有效期届满`;
    const title = '多执业机构备案终止';
    const told = together(
      toPhysician(concerned, title, `您在${at}的多执业机构备案${since}。需要继续执业的,请重新办理备案。`),
      toInstitution(site.institutionId, title, `${concerned.physician}在贵机构的多执业机构备案${since}。`),
      toInstitution(entry.mainInstitutionId, title, `${concerned.physician}在${at}的多执业机构备案${since}。`),
    );
    const event = { type: 'siteEnded', entryId, on: on.toString(), siteId: id, why: 'expired' } as const;
    const article = [articles.mainInstitution, articles.otherInstitutions].map(cite).join('、');
    return changeEntry(claimed, event, article, told, now);
  },
);
