import type { QueueLine } from '../../actions/desk/listQueue.ts';
import { settings } from '../../domain/procedure/settings.ts';
import { type State, states } from '../../domain/procedure/steps.ts';
import { shortDay } from './deskDays.ts';
import type { NavItem } from './navigation.tsx';
import { withQuery } from './paths.ts';
import type { Column } from './table.tsx';
import { Tag } from './tag.tsx';

const [soonOfTwenty, soonOfFive] = settings.warnAtDaysLeft;

/** 剩余时限: a number while there is time, a tag when there is little or none. */
function Remaining({ left, state }: { left: number; state: State }) {
  const soonDays = state === 'accepted' ? soonOfTwenty : soonOfFive;
  if (left < 0) return <Tag tone="late">{`已超期 ${-left} 个工作日`}</Tag>;
  if (left === 0) return <Tag tone="late">今天到期</Tag>;
  const words = `${left} 个工作日`;
  return left <= soonDays ? <Tag tone="underway">{words}</Tag> : words;
}

/** Names may break into two lines; numbers and dates may not. */
const wide = ['applicant', 'institution', 'authority', 'reviewLeft'];

/** The columns of a queue; `href` leads to the file at the desk's own end. */
export function queueColumns(href: (id: string) => string, today: string) {
  const column = (key: string, header: string, cell: Column<QueueLine>['cell']): Column<QueueLine> => ({
    key,
    header,
    cell,
    nowrap: !wide.includes(key),
  });
  return {
    number: { ...column('number', '编号', (line) => <a href={href(line.id)}>{line.number}</a>), rowHeader: true },
    kind: column('kind', '业务', (line) => line.title),
    applicant: column('applicant', '申请人', (line) => line.applicant),
    institution: column('institution', '拟执业机构', (line) => line.institution),
    authority: column('authority', '审批机关', (line) => line.authority),
    submittedOn: column('submittedOn', '提交日期', (line) => shortDay(line.submittedOn, today)),
    passedOn: column('passedOn', '机构审核', (line) => shortDay(line.passedOn, today)),
    decidedOn: column('decidedOn', '办结日期', (line) => shortDay(line.decidedOn, today)),
    state: column('state', '状态', (line) => states[line.state]),
    left: column('left', '剩余时限', (line) =>
      line.left === null ? '不计时' : <Remaining left={line.left} state={line.state} />,
    ),
    waited: column('waited', '已等待', (line) => `${line.waited} 个工作日`),
    reviewLeft: column('reviewLeft', '已等待', (line) => (
      <>
        {`${line.waited} 个工作日 `}
        {line.left !== null && line.left < 0 && <Tag tone="late">已超期</Tag>}{' '}
        {line.nudges > 0 && <Tag tone="underway">{`催办 ${line.nudges} 次`}</Tag>}
      </>
    )),
  };
}

export type QueueColumns = ReturnType<typeof queueColumns>;

/** A thousand is where counting stops. */
const countedAtMost = 1000;

/** The queues of a desk as the side shows them. */
export function queueItems<Name extends string>(
  labels: Readonly<Record<Name, string>>,
  base: string,
  given: { current: Name | null; counts: Readonly<Record<string, number>>; query?: Record<string, string | undefined> },
): NavItem[] {
  const names = Object.keys(labels) as Name[];
  return names.map((name) => {
    const count = given.counts[name];
    return {
      href: withQuery(base, { state: name, ...given.query }),
      label: labels[name],
      atLeast: count !== undefined && count >= countedAtMost,
      current: name === given.current,
      count,
      countKey: name,
    };
  });
}
