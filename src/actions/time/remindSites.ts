import { settings } from '../../domain/procedure/settings.ts';
import { formatDate } from '../../domain/time/dates.ts';
import { articles } from '../../domain/vocabulary/articles.ts';
import type { Queryable } from '../../store/database.ts';
import { findUnremindedSites } from '../../store/time.ts';
import { claim } from './changeEntry.ts';
import { duty, type Now } from './duty.ts';
import { reached, remind } from './remind.ts';
import { together, toInstitution, toPhysician } from './tell.ts';

/** Filings that end in so many days or fewer, but not in so few that the next reminder has been reached. */
async function endingSoon(db: Queryable, { date }: Now) {
  const days = settings.siteReminders.toSorted((a, b) => a - b);
  const found = days.map((each, index) => {
    const from = index === 0 ? date : date.add({ days: (days[index - 1] ?? 0) + 1 });
    return db.rows(findUnremindedSites, from.toString(), date.add({ days: each }).toString(), each);
  });
  return (await Promise.all(found)).flat();
}

/** 30 and 7 days before a multi-site filing ends: the physician and both institutions. */
export const remindSites = duty(endingSoon, async (tx, { id, entryId }, now) => {
  const claimed = await claim(tx, entryId);
  const site = claimed?.entry.sites.find((each) => each.id === id);
  if (claimed === undefined || site === undefined || site.endedOn !== null) return false;
  const last = Temporal.PlainDate.from(site.until);
  const left = now.date.until(last).days;
  const days = reached(settings.siteReminders, left);
  if (days === undefined || left < 0) return false;
  const { entry, concerned } = claimed;
  const at = concerned.institutions[site.institutionId] ?? '备案机构';
  const until = `将于${formatDate(last)}到期,到期自动终止`;
  const title = '多执业机构备案即将到期';
  return remind(
    tx,
    {
      key: `site:${id}:${days}`,
      action: 'siteEndReminded',
      subjectType: 'register_entry',
      subjectId: entryId,
      articles: [articles.mainInstitution, articles.otherInstitutions],
      told: together(
        toPhysician(concerned, title, `您在${at}的多执业机构备案${until}。需要继续执业的,请提前办理新的备案。`),
        toInstitution(site.institutionId, title, `${concerned.physician}在贵机构的多执业机构备案${until}。`),
        toInstitution(entry.mainInstitutionId, title, `${concerned.physician}在${at}的多执业机构备案${until}。`),
      ),
    },
    now,
  );
});
