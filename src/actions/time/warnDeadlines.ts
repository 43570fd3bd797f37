import { getDefinition } from '../../domain/applications/catalogue.ts';
import { deadlineOf } from '../../domain/procedure/deadline.ts';
import { fileWords } from '../../domain/procedure/fileWords.ts';
import { settings } from '../../domain/procedure/settings.ts';
import { formatDate } from '../../domain/time/dates.ts';
import { addWorkingDays } from '../../domain/time/workingDays.ts';
import { articles } from '../../domain/vocabulary/articles.ts';
import type { Queryable } from '../../store/database.ts';
import { claimStep } from '../../store/stepLoad.ts';
import { findUnremindedFiles } from '../../store/time.ts';
import { duty, type Now } from './duty.ts';
import { reached, remind } from './remind.ts';
import { toAuthority } from './tell.ts';

/** Accepted files by the warning they have reached: so many working days left, or fewer down to the next warning. */
async function runningOut(db: Queryable, { calendar, date }: Now) {
  const days = settings.warnAtDaysLeft.toSorted((a, b) => a - b);
  const dayIn = (count: number) => addWorkingDays(calendar, date, count).date.toString();
  const found = days.map((each, index) => {
    const after = index === 0 ? '-infinity' : dayIn(days[index - 1] ?? 0);
    return db.rows(findUnremindedFiles, 'accepted', after, dayIn(each), `deadline:${each}`);
  });
  return (await Promise.all(found)).flat();
}

function leftWords(left: number): string {
  if (left < 0) return `已超期${-left}个工作日`;
  return left === 0 ? '今天到期' : `还剩${left}个工作日`;
}

/** 5 and 2 working days before a decision is due the authority is warned. */
export const warnDeadlines = duty(runningOut, async (tx, { id, version }, now) => {
  const found = await claimStep(tx, id, 'accepted');
  const authorityId = found?.row.authorityId ?? null;
  if (found?.row.version !== version || authorityId === null) return false;
  const { row, names } = found;
  const definition = getDefinition(row.kind);
  const deadline = deadlineOf(row, now.calendar, definition.route.workingDays, now.date);
  const days = deadline === undefined ? undefined : reached(settings.warnAtDaysLeft, deadline.left);
  if (deadline?.dueOn == null || days === undefined) return false;
  const last = formatDate(Temporal.PlainDate.from(deadline.dueOn));
  const named = { applicant: names.applicant, institution: names.institution ?? '' };
  const { theirs } = fileWords(definition, row, named, row.number ?? '');
  const body = `${theirs}应在${last}前(含当日)作出决定,${leftWords(deadline.left)}。`;
  return remind(
    tx,
    {
      key: `deadline:${days}:${id}:${version}`,
      action: 'deadlineWarned',
      subjectType: 'application',
      subjectId: id,
      applicationId: id,
      articles: [articles.refusalGrounds, articles.workingDays],
      told: toAuthority(authorityId, '审批即将到期', body),
    },
    now,
  );
});
