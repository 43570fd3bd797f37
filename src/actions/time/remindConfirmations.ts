import { chinaDate, formatDate } from '../../domain/time/dates.ts';
import { findUnconfirmed } from '../../store/staff.ts';
import { duty } from './duty.ts';
import { remind } from './remind.ts';

/** Days before the year is over. */
const daysBefore = 30;

/** 年度人员确认: administrators and the colleague hear of it, once for each year. */
export const remindConfirmations = duty(
  (db, { at }) =>
    db.rows(
      findUnconfirmed,
      Temporal.Instant.from(at)
        .add({ hours: daysBefore * 24 })
        .toString(),
    ),
  (tx, { id, name, dueAt, administrators }, now) => {
    const due = formatDate(chinaDate(Temporal.Instant.from(dueAt)));
    const title = '年度人员确认';
    const body = `请在${due}前确认${name}仍在本单位任职:“人员”页的“年度人员确认”。逾期未确认的,该账号不能办理决定。`;
    const own = `请联系本单位管理员在${due}前完成对您的年度人员确认。逾期未确认的,您的账号不能办理决定。`;
    const notice = (accountId: string, text: string) => {
      return { accountId, institutionId: null, authorityId: null, title, body: text };
    };
    const others = administrators.filter((each) => each !== id);
    const notices = [...others.map((each) => notice(each, body)), notice(id, own)];
    const day = Temporal.Instant.from(dueAt).toString().slice(0, 10);
    return remind(
      tx,
      {
        key: `staff:${id}:${day}`,
        action: 'confirmationReminded',
        subjectType: 'account',
        subjectId: id,
        articles: [],
        told: { notices, messages: [] },
      },
      now,
    );
  },
);
