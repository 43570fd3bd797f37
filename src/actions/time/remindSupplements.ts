import { sinceDay } from '../../domain/procedure/overdue.ts';
import { settings } from '../../domain/procedure/settings.ts';
import { formatDate } from '../../domain/time/dates.ts';
import { addWorkingDays } from '../../domain/time/workingDays.ts';
import { articles } from '../../domain/vocabulary/articles.ts';
import { claimStep } from '../../store/stepLoad.ts';
import { findUnremindedFiles } from '../../store/time.ts';
import { duty } from './duty.ts';
import { remind } from './remind.ts';
import { toPhysician } from './tell.ts';

const { supplementReminder, supplementWorkingDays } = settings;

/** A supplement that has been out for ten working days is called to mind. */
export const remindSupplements = duty(
  (db, { calendar, date }) => {
    const until = addWorkingDays(calendar, date, supplementWorkingDays - supplementReminder).date;
    return db.rows(
      findUnremindedFiles,
      'supplement',
      date.subtract({ days: 1 }).toString(),
      until.toString(),
      'supplement',
    );
  },
  async (tx, { id, version }, now) => {
    const found = await claimStep(tx, id, 'supplement');
    if (found?.row.version !== version) return false;
    const { row, names } = found;
    const asked = sinceDay(row);
    const from = addWorkingDays(now.calendar, asked, supplementReminder).date;
    if (Temporal.PlainDate.compare(now.date, from) < 0) return false;
    const last = formatDate(addWorkingDays(now.calendar, asked, supplementWorkingDays).date);
    const body = `您的申请(${row.number ?? ''})需要补正,请在${last}前(含当日)提交;逾期未提交的,视为撤回。`;
    return remind(
      tx,
      {
        key: `supplement:${id}:${version}`,
        action: 'supplementReminded',
        subjectType: 'application',
        subjectId: id,
        applicationId: id,
        articles: [articles.supplementOnce],
        told: toPhysician({ accounts: [{ ...names, id: row.accountId }] }, '补正即将到期', body),
      },
      now,
    );
  },
);
