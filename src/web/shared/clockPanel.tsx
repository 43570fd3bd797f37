import type { ComponentChildren } from 'preact';
import { Tag } from './tag.tsx';

export type ClockState = 'running' | 'soon' | 'late' | 'paused';

export interface LedgerDay {
  date: string;
  /** What kind of day: 工作日, 周六, 国庆节, 暂停 … */
  kind: string;
  counted: boolean;
  /** Working days used up to and including this one. */
  used: number;
}

export interface ClockPanelProps {
  /** e.g. 审批时限 */
  title: string;
  state: ClockState;
  /** Working days left; when late, the working days past the limit (positive). */
  workingDays: number;
  /** e.g. 12月10日 */
  due: string;
  /** The calendar of that year is not published yet, so the date may still move. */
  provisional?: boolean | undefined;
  /** Since when and why the clock stands still. */
  paused?: { since: string; why: string } | undefined;
  /** Article and other remarks. */
  children?: ComponentChildren | undefined;
  ledger?: readonly LedgerDay[] | undefined;
}

export function ClockPanel(props: ClockPanelProps) {
  const { title, state, workingDays, due, provisional, paused, children, ledger } = props;
  return (
    <section class="clock" data-state={state}>
      <div class="row">
        <h2>{title}</h2>
        <StateTag state={state} />
        {provisional && <Tag tone="neutral">暂定</Tag>}
      </div>
      <p class="left">
        {state === 'late' ? '已超期' : '剩余'} <b>{workingDays}</b> 个工作日
      </p>
      {paused ? (
        <p>
          自 {paused.since} 起暂停计时:{paused.why}
        </p>
      ) : (
        <p>
          应在 {due} 前办结
          {provisional && <span class="quiet">(该年度放假安排尚未公布,日期可能调整)</span>}
        </p>
      )}
      {children}
      {ledger && ledger.length > 0 && <DayLedger days={ledger} />}
    </section>
  );
}

function StateTag({ state }: { state: ClockState }) {
  switch (state) {
    case 'running':
      return <Tag tone="valid">计时中</Tag>;
    case 'soon':
      return <Tag tone="underway">即将到期</Tag>;
    case 'late':
      return <Tag tone="late">已超期</Tag>;
    case 'paused':
      return <Tag tone="neutral">已暂停</Tag>;
  }
}

/** Every day and whether it counts: what an officer shows when somebody asks. */
function DayLedger({ days }: { days: readonly LedgerDay[] }) {
  return (
    <details class="ds-details">
      <summary>逐日计算</summary>
      <table class="table">
        <caption class="sr-only">逐日计算</caption>
        <thead>
          <tr>
            <th scope="col">日期</th>
            <th scope="col">性质</th>
            <th scope="col" data-align="number">
              已用工作日
            </th>
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <tr key={day.date}>
              <th scope="row" data-nowrap>
                {day.date}
              </th>
              <td>
                {day.kind}
                {!day.counted && <span class="quiet">(不计)</span>}
              </td>
              <td data-align="number">{day.used}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
