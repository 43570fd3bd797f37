import { settings } from '../../domain/procedure/settings.ts';
import { inactiveYears, lastDayToReactivate } from '../../domain/register/terms.ts';
import { formatDate } from '../../domain/time/dates.ts';
import { articles } from '../../domain/vocabulary/articles.ts';
import type { Queryable } from '../../store/database.ts';
import { findUnremindedInactive, type InactiveEntry } from '../../store/time.ts';
import { claim } from './changeEntry.ts';
import { duty, type Now } from './duty.ts';
import { reached, remind } from './remind.ts';
import { together, toInstitution, toPhysician } from './tell.ts';

/** The reminder that has been reached, if any; none once the last day has passed. */
function reminderOf(inactiveSince: string, { date }: Now): number | undefined {
  const left = date.until(Temporal.PlainDate.from(lastDayToReactivate(inactiveSince))).days;
  return left < 0 ? undefined : reached(settings.inactiveReminders, left);
}

/** Asked a day more on both sides, because of 29 February; the rule itself is asked for each that is found. */
async function expiringSoon(db: Queryable, now: Now): Promise<readonly InactiveEntry[]> {
  const from = now.date.subtract({ years: inactiveYears }).subtract({ days: 1 }).toString();
  const found = settings.inactiveReminders.map(async (days) => {
    const until = now.date.add({ days: days + 1 }).subtract({ years: inactiveYears });
    const entries = await db.rows(findUnremindedInactive, from, until.toString(), days);
    return entries.filter(({ inactiveSince }) => reminderOf(inactiveSince, now) === days);
  });
  return (await Promise.all(found)).flat();
}

/** 90, 30 and 7 days before the two years of an inactive filing are over. */
export const remindInactive = duty(expiringSoon, async (tx, { id, inactiveSince }, now) => {
  const claimed = await claim(tx, id);
  const days = reminderOf(inactiveSince, now);
  if (claimed?.entry.inactiveSince !== inactiveSince || days === undefined) return false;
  const { entry, concerned } = claimed;
  const last = formatDate(Temporal.PlainDate.from(lastDayToReactivate(inactiveSince)));
  const title = '备案即将满两年';
  const words = `注册备案将于${last}满两年。${last}之前(含当日)没有取消备案、继续执业的,依法注销注册`;
  return remind(
    tx,
    {
      key: `inactive:${id}:${inactiveSince}:${days}`,
      action: 'inactiveEndReminded',
      subjectType: 'register_entry',
      subjectId: id,
      articles: [articles.leaving, articles.deregistration],
      told: together(
        toPhysician(concerned, title, `您的${words}。需要继续执业的,请尽早办理取消备案。`),
        toInstitution(entry.mainInstitutionId, title, `${concerned.physician}的${words}。`),
      ),
    },
    now,
  );
});
