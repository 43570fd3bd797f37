import type { FileView } from '../../actions/desk/fileView.ts';
import type { Deadline } from '../../domain/procedure/deadline.ts';
import { settings } from '../../domain/procedure/settings.ts';
import { formatDate } from '../../domain/time/dates.ts';
import type { DayLedgerRow } from '../../domain/time/dayLedger.ts';
import { articles, cite } from '../../domain/vocabulary/articles.ts';
import { ClockPanel, type ClockState, type LedgerDay } from './clockPanel.tsx';

const titles: Readonly<Record<Deadline['what'], string>> = {
  institution: '机构审核期限',
  consent: '跨省同意',
  acceptance: '受理期限',
  decision: '审批时限',
  supplement: '补正期限',
};

const grounds: Readonly<Record<Deadline['what'], string>> = {
  institution: `${settings.institutionWorkingDays}个工作日,超过后申请人可以催办`,
  consent: `请在${settings.consentWorkingDays}个工作日内办理(不是法定期限)。逾期不视为同意;受理的期限从同意之后起算`,
  acceptance: `${cite(articles.supplementOnce)}:五日内一次告知补正,逾期不告知的,自收到之日起即为受理`,
  decision: `${cite(articles.registration)};${cite(articles.workingDays)}:以工作日计算,不含法定节假日`,
  supplement: '申请人补正期间,审批时限暂停计算',
};

function stateOf(deadline: Deadline): ClockState {
  if (deadline.paused || deadline.what === 'supplement') return 'paused';
  if (deadline.late) return 'late';
  const [soonOfTwenty, soonOfFive] = settings.warnAtDaysLeft;
  return deadline.left <= (deadline.what === 'decision' ? soonOfTwenty : soonOfFive) ? 'soon' : 'running';
}

/** The clock of the present state, with every day explained once the decision clock has begun. */
export function FileClock({ view }: { view: FileView }) {
  const { deadline, days } = view;
  if (deadline === undefined) return null;
  const dueOn = deadline.dueOn === null ? '' : formatDate(Temporal.PlainDate.from(deadline.dueOn));
  const since = view.file.pauses.at(-1)?.from;
  const paused =
    deadline.what === 'supplement' && since !== undefined
      ? { since: formatDate(Temporal.PlainDate.from(since)), why: `等待申请人补正,申请人应在${dueOn}前提交` }
      : undefined;
  return (
    <ClockPanel
      title={titles[deadline.what]}
      state={stateOf(deadline)}
      workingDays={Math.abs(deadline.left)}
      due={dueOn}
      provisional={deadline.provisional}
      paused={paused}
      ledger={days.map(toLedgerDay)}
    >
      <p class="quiet">{grounds[deadline.what]}</p>
    </ClockPanel>
  );
}

/** How long a finished file took, day by day. */
export function FinishedClock({ view }: { view: FileView }) {
  const { days, file } = view;
  if (days.length === 0 || file.decidedOn === null) return null;
  return (
    <section class="clock" data-state="paused">
      <h2>办理用时</h2>
      <p class="left">
        共用 <b>{days.at(-1)?.usedDays ?? 0}</b> 个工作日
      </p>
      <p class="quiet">
        {file.acceptedOn} 受理,{file.decidedOn} 办结
      </p>
    </section>
  );
}

function toLedgerDay({ date, name, counted, usedDays }: DayLedgerRow): LedgerDay {
  return { date: date.toString(), kind: name, counted, used: usedDays };
}
