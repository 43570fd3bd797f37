import type { OwnApplication } from '../../actions/application/viewOwnApplication.ts';
import { type Deadline, daysOf } from '../../domain/procedure/deadline.ts';
import { eventTitle, eventWords } from '../../domain/procedure/eventWords.ts';
import { whatHappensNow } from '../../domain/procedure/journey.ts';
import { settings } from '../../domain/procedure/settings.ts';
import { deskOf } from '../../domain/procedure/steps.ts';
import { formatDate, formatDateTime } from '../../domain/time/dates.ts';
import { remedies } from '../../domain/vocabulary/articles.ts';
import { Card } from '../shared/card.tsx';
import { ClockPanel } from '../shared/clockPanel.tsx';
import { Notice } from '../shared/notice.tsx';
import { SummaryList } from '../shared/summaryList.tsx';

interface Props {
  view: OwnApplication;
}

/** Right after 【提交此业务】: who has it, and the guide's last two steps in words. */
export function JustSubmitted({ view: { row, definition, names } }: Props) {
  if (row.state !== 'atInstitution') {
    return <Notice tone="success" title={`补正已提交,由${names.authority ?? '审批机关'}继续办理。`} />;
  }
  return (
    <Notice tone="success" title={`已提交,由${names.institution ?? '机构'}审核。您不必打电话,有进展会通知您。`}>
      <ol>
        <li>
          {names.institution}
          会在《医师电子化注册信息系统(机构版)》收到您的申请并审核。请带身份证件原件到机构,由机构当面核对。
        </li>
        {definition.route.decidedBy === 'authority' ? (
          <li>机构审核通过后,自动转到{names.authority},等待卫生健康行政部门审批。</li>
        ) : (
          <li>机构审核通过后立即生效。</li>
        )}
      </ol>
    </Notice>
  );
}

const ends = ['institutionDeclined', 'consentRefused', 'notAccepted', 'refused'] as const;

/** 不予…, with its ground, its reasons and what can be done against it. A decline of an institution is no decision of an office. */
export function NotGranted({ view: { events, definition } }: Props) {
  const end = events.findLast(({ event }) => ends.some((type) => type === event.type));
  if (end === undefined) return null;
  const lines = [
    ...eventWords(definition, end.event).split('\n'),
    ...(end.desk === 'institution' ? [] : [`救济途径:${remedies}`]),
  ];
  return (
    <Notice tone="danger" title={`${end.organisation}:${eventTitle(definition, end.event)}`}>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </Notice>
  );
}

/** Who has it, since when, what comes next and by when, with every day explained. */
export function Standing({ view, deadline }: Props & { deadline: Deadline | undefined }) {
  const { row, definition, today } = view;
  const { now, next } = whatHappensNow(definition, row);
  return (
    <>
      <Card title="现在">
        <SummaryList
          rows={[
            { label: deskOf(row.state) === null ? '结果' : '由谁办理', value: filled(now, view) },
            {
              label: deskOf(row.state) === null ? '办结时间' : '开始时间',
              value: formatDateTime(Temporal.Instant.from(row.stateSince), today),
            },
            { label: '接下来', value: filled(next, view) },
          ]}
        />
      </Card>
      {deadline !== undefined && <Clock view={view} deadline={deadline} />}
    </>
  );
}

const titles: Readonly<Record<Deadline['what'], string>> = {
  institution: '机构审核期限',
  consent: '跨省同意',
  acceptance: '受理期限',
  decision: '审批时限',
  supplement: '补正期限',
};

function Clock({ view, deadline }: Props & { deadline: Deadline }) {
  const { row, definition, names, calendar, today } = view;
  const days = daysOf(row, calendar, definition.route.workingDays, today, names.authority ?? '');
  // A clock of five days would be "soon" from its first day on.
  const [early, late] = settings.warnAtDaysLeft;
  const soon = deadline.left <= (deadline.what === 'decision' ? early : late) ? 'soon' : 'running';
  return (
    <ClockPanel
      title={titles[deadline.what]}
      state={deadline.late ? 'late' : soon}
      workingDays={Math.abs(deadline.left)}
      due={deadline.dueOn === null ? '' : formatDate(Temporal.PlainDate.from(deadline.dueOn))}
      provisional={deadline.provisional}
      ledger={days.map(({ date, name, counted, usedDays }) => ({
        date: date.toString(),
        kind: name,
        counted,
        used: usedDays,
      }))}
    >
      {deadline.what === 'supplement' && <p class="quiet">补正期间,审批时限暂停计算。</p>}
    </ClockPanel>
  );
}

/** Puts the offices of this file into a sentence. */
function filled(sentence: string, { row, names }: OwnApplication): string {
  const institution = names.institution ?? '拟执业机构';
  const authority = names.authority ?? '卫生健康行政部门';
  const consent = names.consentAuthority ?? '拟执业省的中医药主管部门';
  const words: Readonly<Record<string, string>> = {
    institution,
    authority,
    consent,
    afterInstitution: row.consentAuthorityId === null ? authority : consent,
  };
  return sentence.replace(/\{(\w+)\}/g, (whole, key: string) => words[key] ?? whole);
}
