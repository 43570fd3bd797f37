import { nudge } from '../../actions/application/nudge.ts';
import { type OwnApplication, viewOwnApplication } from '../../actions/application/viewOwnApplication.ts';
import { withdraw } from '../../actions/application/withdraw.ts';
import { deadlineOf } from '../../domain/procedure/deadline.ts';
import { eventTitle, eventWords } from '../../domain/procedure/eventWords.ts';
import { formatDateTime } from '../../domain/time/dates.ts';
import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html } from '../shared/answer.ts';
import { StateTag } from '../shared/applicationFile.tsx';
import { Card } from '../shared/card.tsx';
import { fieldErrors, stepForm } from '../shared/formGuard.tsx';
import { ErrorSummary, errorTitle } from '../shared/formPage.tsx';
import { LettersCard } from '../shared/lettersCard.tsx';
import { BackLink } from '../shared/navigation.tsx';
import { answerOutcome, notFoundPage } from '../shared/outcomePage.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths, withQuery } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { Timeline } from '../shared/timeline.tsx';
import { ApplicantSteps } from './applicantSteps.tsx';
import { CameBack } from './cameBack.tsx';
import { ProgressTrail } from './progressTrail.tsx';
import { saidOn } from './said.tsx';
import { personMessage, personPage } from './shell.tsx';
import { JustSubmitted, NotGranted, Standing } from './standing.tsx';
import type { PersonContext } from './typing.ts';

async function showApplication(context: PersonContext, refusals: readonly Refusal[] = []): Promise<Answer> {
  const view = await viewOwnApplication(context.services, context.actor, context.params.id ?? '');
  if (view === undefined) return notFoundPage(context, personMessage);
  const { row, definition, names, calendar, today } = view;
  const errors = fieldErrors(refusals);
  const deadline = deadlineOf(row, calendar, definition.route.workingDays, today);
  const page = personPage(context, {
    title: errorTitle(definition.title, errors),
    current: 'home',
    scripts: true,
    flash: saidOn(context),
    children: (
      <>
        <BackLink href={paths.person.home}>返回首页</BackLink>
        <PageHeading
          title={definition.title}
          note={
            <>
              {row.number !== null && `编号 ${row.number} `}
              <StateTag state={row.state} />
            </>
          }
        />
        <ErrorSummary errors={errors} />
        {context.query.text('said') === 'submitted' && <JustSubmitted view={view} />}
        <CameBack view={view} />
        <NotGranted view={view} />
        <Card title="办理进度">
          <ProgressTrail
            application={row}
            deadline={deadline}
            institution={names.institution}
            authority={names.authority}
          />
        </Card>
        <Standing view={view} deadline={deadline} />
        <LettersCard letters={view.letters} href={paths.person.letter} today={today} />
        <ApplicantSteps context={context} view={view} />
        <Happened view={view} />
      </>
    ),
  });
  return html(page, errors.length > 0 ? 422 : 200);
}

/** What has happened, newest first. Of an office only its name and 经办人: who sat there is its own matter. */
function Happened({ view: { events, definition, today } }: { view: OwnApplication }) {
  if (events.length === 0) return null;
  return (
    <Card title="办理经过">
      <Timeline
        entries={events.toReversed().map(({ seq, at, desk, organisation, event }) => ({
          id: String(seq),
          at,
          when: formatDateTime(Temporal.Instant.from(at), today),
          who: desk === 'applicant' ? '您' : desk === 'clock' ? '系统' : `${organisation} 经办人`,
          what: event.type === 'submitted' && seq > 1 ? '重新提交' : eventTitle(definition, event),
          words: eventWords(definition, event) || undefined,
        }))}
      />
    </Card>
  );
}

async function postWithdraw(context: PersonContext): Promise<Answer> {
  const { services, actor, form } = context;
  const id = context.params.id ?? '';
  const view = await viewOwnApplication(services, actor, id);
  // A draft that was dropped is in no list any more, so its page would be a dead end.
  const location =
    view?.row.number === null
      ? withQuery(paths.person.home, { said: 'dropped' })
      : withQuery(paths.person.application(id), { said: 'withdrawn' });
  const step = { ...stepForm(context, id, location), refusals: form.refusals };
  return answerStep(context, await withdraw(services, actor, step, form.text('reasons')));
}

async function postNudge(context: PersonContext): Promise<Answer> {
  const id = context.params.id ?? '';
  const step = stepForm(context, id, withQuery(paths.person.application(id), { said: 'nudged' }));
  return answerStep(context, await nudge(context.services, context.actor, step));
}

function answerStep(context: PersonContext, outcome: Awaited<ReturnType<typeof nudge>>): Promise<Answer> {
  const back = paths.person.application(context.params.id ?? '');
  return answerOutcome(context, outcome, personMessage, back, (refusals) => showApplication(context, refusals));
}

export const applicationPages: readonly Route[] = [
  on.physician('GET', paths.person.application(':id'), '办理进度', (context) => showApplication(context)),
  on.physician('POST', paths.person.applicationWithdraw(':id'), '撤回', postWithdraw),
  on.physician('POST', paths.person.applicationNudge(':id'), '催办', postNudge),
];
