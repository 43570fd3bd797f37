import type { ComponentChildren } from 'preact';
import type { FileView } from '../../actions/desk/fileView.ts';
import { consequencesOf } from '../../domain/procedure/consequences.ts';
import { type ApplicationEvent, institutionConfirmations } from '../../domain/procedure/events.ts';
import { eventTitle, eventWords } from '../../domain/procedure/eventWords.ts';
import { askedFields } from '../../domain/procedure/field.ts';
import { type State, states } from '../../domain/procedure/steps.ts';
import { formatDateTime } from '../../domain/time/dates.ts';
import { Card } from './card.tsx';
import { ErrorSummary, type FieldError } from './formPage.tsx';
import { SummaryList, type SummaryRow } from './summaryList.tsx';
import { Tag, type TagTone } from './tag.tsx';
import { Timeline, type TimelineEntry } from './timeline.tsx';

const tones: Readonly<Record<State, TagTone>> = {
  draft: 'neutral',
  atInstitution: 'underway',
  returned: 'underway',
  atConsent: 'underway',
  atAuthority: 'underway',
  supplement: 'underway',
  accepted: 'underway',
  approved: 'valid',
  refused: 'late',
  notAccepted: 'late',
  withdrawn: 'neutral',
  closedByInstitution: 'late',
  consentRefused: 'late',
};

export function StateTag({ state }: { state: State }) {
  return <Tag tone={tones[state]}>{states[state]}</Tag>;
}

/** Advice with its article: what needs attention stands first. A person decides (个人信息保护法24). */
export function FindingsCard({ findings }: Pick<FileView, 'findings'>) {
  const attention = findings.filter(({ outcome }) => outcome === 'attention');
  const ordered = [...attention, ...findings.filter(({ outcome }) => outcome === 'ok')];
  return (
    <Card title="核对提示" aside={attention.length === 0 ? '均无异常' : `${attention.length} 项请注意`}>
      <ul class="findings">
        {ordered.map(({ title, article, outcome, words }) => (
          <li key={title}>
            <Tag tone={outcome === 'ok' ? 'valid' : 'underway'}>{outcome === 'ok' ? '无异常' : '请注意'}</Tag>
            <span>
              <strong>{title}</strong>
              {words}
              <small>{article}</small>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** What the applicant changed since the last time, to be looked at first. */
export function ChangesCard({ changes }: Pick<FileView, 'changes'>) {
  if (changes.length === 0) return null;
  const rows = changes.map(({ label, before, after }): SummaryRow => {
    if (before === null) return { label, value: '已更换' };
    const words = `原:${before === '' ? '未填写' : before}\n现:${after === '' ? '未填写' : after}`;
    return { label, value: words };
  });
  return (
    <Card title="与上次提交相比的变化" tinted>
      <SummaryList rows={rows} />
    </Card>
  );
}

/** The person and what they are qualified for, from the roster, with the photo of this application. */
export function PersonCards({ view, photoHref }: { view: FileView; photoHref: string }) {
  const [first, ...others] = view.definition.form.shown(view.facts);
  return (
    <>
      {first !== undefined && (
        <Card title={first.title} aside={view.names.identityVerified ? '身份已核验' : '身份待核验'}>
          <div class="person">
            {view.file.photoId !== null && (
              <img class="photo" src={photoHref} alt="申请人照片" width={358} height={441} />
            )}
            <SummaryList rows={first.rows} />
          </div>
        </Card>
      )}
      {others.map(({ title, rows }) => (
        <Card key={title} title={title}>
          <SummaryList rows={rows} />
        </Card>
      ))}
    </>
  );
}

/** What is asked for, and the answers given. */
export function AnswersCard({ view, today }: { view: FileView; today: string }) {
  const { definition, file, facts, names } = view;
  const fields = askedFields([...definition.form.apply, ...definition.form.printed], facts, today);
  const wanted = definition.form.institution;
  return (
    <Card title="申请内容">
      <SummaryList
        rows={[
          ...(wanted === null ? [] : [{ label: wanted.label, value: names.institution }]),
          ...(definition.route.decidedBy === 'authority' ? [{ label: '审批机关', value: names.authority }] : []),
          ...fields.map(({ key, label }) => ({ label, value: file.answers[key] ?? '' })),
        ]}
      />
      <h3>批准后的登记</h3>
      <ul>
        {consequencesOf(definition, facts, file, today).map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
    </Card>
  );
}

/** Who reviewed it before, when and what they answer for. */
export function ReviewCard({ view, today }: { view: FileView; today: Temporal.PlainDate }) {
  const shown = view.events.filter(({ desk }) => desk === 'institution' || desk === 'consent');
  const last = shown.filter(({ event }) => event.type === 'institutionPassed' || event.type === 'consentGiven');
  if (last.length === 0) return null;
  return (
    <Card title="前面环节的审核" aside={view.file.ownInstitution ? '本人机构' : undefined}>
      <SummaryList
        rows={last.map(({ event, at, actorName, organisation }) => ({
          label: eventTitle(view.definition, event),
          value: (
            <>
              {`${organisation} ${actorName},${formatDateTime(Temporal.Instant.from(at), today)}`}
              <ReviewWords event={event} />
            </>
          ),
        }))}
      />
    </Card>
  );
}

function ReviewWords({ event }: { event: ApplicationEvent }) {
  if (event.type === 'consentGiven') return event.opinion === '' ? null : <p>意见:{event.opinion}</p>;
  if (event.type !== 'institutionPassed') return null;
  return (
    <>
      <ul class="confirmed">
        {event.confirmed.map((key) => (
          <li key={key}>{institutionConfirmations[key]}</li>
        ))}
      </ul>
      {event.opinion !== '' && <p>意见:{event.opinion}</p>}
    </>
  );
}

const eventTones: Partial<Readonly<Record<ApplicationEvent['type'], TimelineEntry['tone']>>> = {
  institutionReturned: 'underway',
  supplementAsked: 'underway',
  nudged: 'underway',
  institutionDeclined: 'late',
  consentRefused: 'late',
  notAccepted: 'late',
  refused: 'late',
};

export function HistoryCard({ view, today }: { view: FileView; today: Temporal.PlainDate }) {
  return (
    <Card title="办理经过">
      <Timeline
        entries={view.events.toReversed().map(({ seq, at, event, organisation, actorName }) => ({
          id: String(seq),
          at,
          when: formatDateTime(Temporal.Instant.from(at), today),
          who: [organisation, actorName].filter((word) => word !== '').join(' '),
          what: eventTitle(view.definition, event),
          words: eventWords(view.definition, event) || undefined,
          tone: eventTones[event.type] ?? 'done',
        }))}
      />
    </Card>
  );
}

/** The two columns of a file: facts to read, and beside them the clock and what can be done. */
export function FileColumns({
  errors,
  main,
  side,
}: {
  errors: readonly FieldError[];
  main: ComponentChildren;
  side: ComponentChildren;
}) {
  return (
    <>
      <ErrorSummary errors={errors} />
      <p class="to-steps">
        <a href="#steps">到时限和办理</a>
      </p>
      <div class="file">
        <div>{main}</div>
        <aside id="steps" aria-label="时限和办理">
          {side}
        </aside>
      </div>
    </>
  );
}
