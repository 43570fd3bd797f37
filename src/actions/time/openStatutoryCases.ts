import { inactiveYears, isTwoYearsInactive, lastDayToReactivate } from '../../domain/register/terms.ts';
import { formatDate } from '../../domain/time/dates.ts';
import { articles, cite } from '../../domain/vocabulary/articles.ts';
import type { Queryable } from '../../store/database.ts';
import { openCase } from '../../store/statutoryCases.ts';
import { findLongInactive, recordAct } from '../../store/time.ts';
import { commitWith } from '../../store/transaction.ts';
import { type Claimed, claim } from './changeEntry.ts';
import { clockBy } from './clockBy.ts';
import { duty, type Now } from './duty.ts';
import { toAuthority, together, toInstitution, toPhysician } from './tell.ts';

const article = [articles.deregistration, articles.leaving].map(cite).join('、');

/** Asked a day more, because of 29 February; the rule itself is asked for each that is found. */
async function longInactive(db: Queryable, { date }: Now) {
  const until = date.subtract({ years: inactiveYears }).add({ days: 1 });
  const found = await db.rows(findLongInactive, until.toString());
  return found.filter(({ inactiveSince }) => isTwoYearsInactive(inactiveSince, date.toString()));
}

function told({ entry, concerned }: Claimed, number: string, inactiveSince: string) {
  const title = '备案满两年,依法办理注销';
  const last = formatDate(Temporal.PlainDate.from(lastDayToReactivate(inactiveSince)));
  const words = `注册备案至${last}已满两年,没有继续执业。依${article},由${concerned.authority}办理注销注册(${number})`;
  return together(
    toPhysician(concerned, title, `您的${words},不能再取消备案。如有异议,请尽快向${concerned.authority}说明。`),
    toInstitution(entry.mainInstitutionId, title, `${concerned.physician}的${words}。`),
    toAuthority(entry.authorityId, title, `${concerned.physician}的${words}。请在“法定注销”中办理。`),
  );
}

/** The two years of an inactive filing are over (医师法17): a case for deregistration is opened for the entry's authority. */
export const openStatutoryCases = duty(longInactive, async (tx, { id, inactiveSince }, now) => {
  const claimed = await claim(tx, id);
  if (claimed?.entry.inactiveSince !== inactiveSince) return false;
  const { authorityId } = claimed.entry;
  const opened = await tx.row(openCase, id, authorityId, inactiveSince, now.date.toString(), article);
  if (opened === undefined) return false;
  return commitWith(true, [
    recordAct({
      at: now.at,
      actorName: clockBy.name,
      action: 'statutoryCaseOpened',
      subjectType: 'statutory_case',
      subjectId: opened.id,
      article,
      detail: { entryId: id, number: opened.number, inactiveSince },
      ...told(claimed, opened.number, inactiveSince),
    }),
  ]);
});
