import type { FileView } from '../../actions/desk/fileView.ts';
import { findNextFile } from '../../actions/desk/nextFile.ts';
import { renderFileForm } from '../../actions/desk/renderFileForm.ts';
import { takeDeskStep } from '../../actions/desk/takeDeskStep.ts';
import { type Background, viewBackground } from '../../actions/desk/viewBackground.ts';
import { viewFile } from '../../actions/desk/viewFile.ts';
import { viewPhoto } from '../../actions/desk/viewPhoto.ts';
import type { AuthorityActor } from '../../domain/access/actor.ts';
import { chinaDate } from '../../domain/time/dates.ts';
import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import { type Answer, bytes, html } from '../shared/answer.ts';
import {
  AnswersCard,
  ChangesCard,
  FileColumns,
  FindingsCard,
  HistoryCard,
  PersonCards,
  ReviewCard,
  StateTag,
} from '../shared/applicationFile.tsx';
import type { ActorContext } from '../shared/context.ts';
import { FileClock, FinishedClock } from '../shared/fileClock.tsx';
import { fieldErrors, stepForm } from '../shared/formGuard.tsx';
import { BackLink } from '../shared/navigation.tsx';
import { answerOutcome, notFoundPage } from '../shared/outcomePage.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths, withQuery } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { StepDone } from '../shared/stepDone.tsx';
import { atStep, refusedByPage, stepText } from '../shared/stepFields.tsx';
import { BackgroundCards } from './backgroundCards.tsx';
import { authorityMessage, authorityPage } from './shell.tsx';
import { deskStep, StepForms } from './stepForms.tsx';

type Context = ActorContext<AuthorityActor>;

const address = paths.authority.application;

async function showFile(context: Context, refusals: readonly Refusal[]): Promise<Answer> {
  const { services, actor, params } = context;
  const outcome = await viewFile(services, actor, params.id ?? '');
  if (outcome.kind !== 'done') return notFoundPage(context, authorityMessage);
  const view = outcome.value;
  const background = await viewBackground(services, actor, view.file);
  const page = authorityPage(context, {
    title: `${view.definition.title} ${view.file.number}`,
    current: 'applications',
    flash: await stepDone(context, view),
    children: <File context={context} view={view} background={background} refusals={refusals} />,
  });
  return html(page, refusals.length > 0 ? 422 : 200);
}

/** What the officer has just done, when the record says that they did it, and the next file of that queue. */
async function stepDone(context: Context, view: FileView) {
  const { services, actor, query } = context;
  const step = deskStep(query.text('done'));
  if (step === undefined || view.events.at(-1)?.accountId !== actor.accountId) return undefined;
  const from = step === 'accept' || view.file.acceptedOn === null ? 'atAuthority' : 'accepted';
  const consents = step === 'giveConsent' || step === 'refuseConsent';
  const next = consents ? undefined : await findNextFile(services, actor, from, view.file.id);
  const queue = consents ? paths.authority.consents : withQuery(paths.authority.applications, { state: from });
  return <StepDone view={view} next={next} href={address} queue={queue} />;
}

interface FileProps {
  readonly context: Context;
  readonly view: FileView;
  readonly background: Background;
  readonly refusals: readonly Refusal[];
}

function File({ context, view, background, refusals }: FileProps) {
  const today = chinaDate(context.services.clock.now());
  const { file, definition, facts, names } = view;
  const errors = fieldErrors(refusals);
  return (
    <>
      <BackLink href={paths.authority.applications}>业务审批</BackLink>
      <PageHeading
        title={`${definition.title} · ${facts.physician.name}`}
        note={
          <>
            {file.number} <StateTag state={file.state} /> {names.institution}{' '}
            <a href={paths.authority.applicationPdf(file.id)}>打印表单(PDF)</a>
          </>
        }
      />
      <FileColumns
        errors={errors}
        main={
          <>
            <ChangesCard changes={view.changes} />
            <FindingsCard findings={view.findings} />
            <PersonCards view={view} photoHref={paths.authority.applicationPhoto(file.id)} />
            <ReviewCard view={view} today={today} />
            <AnswersCard view={view} today={today.toString()} />
            <BackgroundCards background={background} />
            <HistoryCard view={view} today={today} />
          </>
        }
        side={
          <>
            <FileClock view={view} />
            <FinishedClock view={view} />
            <StepForms context={context} view={view} errors={errors} />
          </>
        }
      />
    </>
  );
}

const file = on.authority('GET', address(':id'), '主管部门端业务申请', (context) => showFile(context, []));

const takeStep = on.authority('POST', address(':id'), '主管部门办理', async (context) => {
  const { services, actor, form, params } = context;
  const step = deskStep(form.text('step'));
  if (step === undefined) return notFoundPage(context, authorityMessage);
  const id = params.id ?? '';
  const sent = {
    ...stepForm(context, id, withQuery(address(id), { done: step })),
    refusals: refusedByPage(context, step),
  };
  const outcome = await takeDeskStep(services, actor, sent, step, (field) => stepText(context, step, field));
  return answerOutcome(context, outcome, authorityMessage, address(id), (refusals) =>
    showFile(context, atStep(step, refusals)),
  );
});

const photo = on.authority('GET', paths.authority.applicationPhoto(':id'), '主管部门端申请人照片', async (context) => {
  const outcome = await viewPhoto(context.services, context.actor, context.params.id ?? '');
  return outcome.kind === 'done' ? bytes('image/jpeg', outcome.value) : notFoundPage(context, authorityMessage);
});

const paper = on.authority('GET', paths.authority.applicationPdf(':id'), '主管部门端申请审核表', async (context) => {
  const outcome = await renderFileForm(context.services, context.actor, context.params.id ?? '');
  if (outcome.kind !== 'done') return notFoundPage(context, authorityMessage);
  return bytes('application/pdf', outcome.value.pdf, outcome.value.fileName);
});

export const applicationPages: readonly Route[] = [file, takeStep, photo, paper];
