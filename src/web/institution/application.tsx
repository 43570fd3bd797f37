import { reviewByInstitution } from '../../actions/application/reviewByInstitution.ts';
import type { FileView } from '../../actions/desk/fileView.ts';
import { findNextFile } from '../../actions/desk/nextFile.ts';
import { renderFileForm } from '../../actions/desk/renderFileForm.ts';
import { viewFile } from '../../actions/desk/viewFile.ts';
import { viewPhoto } from '../../actions/desk/viewPhoto.ts';
import type { InstitutionActor } from '../../domain/access/actor.ts';
import { institutionConfirmations } from '../../domain/procedure/events.ts';
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
  StateTag,
} from '../shared/applicationFile.tsx';
import type { ActorContext } from '../shared/context.ts';
import { FileClock } from '../shared/fileClock.tsx';
import { fieldErrors, stepForm } from '../shared/formGuard.tsx';
import { BackLink } from '../shared/navigation.tsx';
import { answerOutcome, notFoundPage } from '../shared/outcomePage.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths, withQuery } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { StepDone } from '../shared/stepDone.tsx';
import { atStep, refusedByPage, stepText } from '../shared/stepFields.tsx';
import { ReviewForms } from './reviewForms.tsx';
import { institutionMessage, institutionPage } from './shell.tsx';

type Context = ActorContext<InstitutionActor>;

const address = paths.institution.application;

async function showFile(context: Context, refusals: readonly Refusal[]): Promise<Answer> {
  const { services, actor, params } = context;
  const outcome = await viewFile(services, actor, params.id ?? '');
  if (outcome.kind !== 'done') return notFoundPage(context, institutionMessage);
  const view = outcome.value;
  const justDone = context.query.text('done') !== '' && view.events.at(-1)?.accountId === actor.accountId;
  const next = justDone ? await findNextFile(services, actor, 'atInstitution', view.file.id) : undefined;
  const page = institutionPage(context, {
    title: `${view.definition.title} ${view.file.number}`,
    current: 'applications',
    flash: justDone ? (
      <StepDone view={view} next={next} href={address} queue={paths.institution.applications} />
    ) : undefined,
    children: <File context={context} view={view} refusals={refusals} />,
  });
  return html(page, refusals.length > 0 ? 422 : 200);
}

function File({ context, view, refusals }: { context: Context; view: FileView; refusals: readonly Refusal[] }) {
  const today = chinaDate(context.services.clock.now());
  const { file, definition, facts } = view;
  const errors = fieldErrors(refusals);
  return (
    <>
      <BackLink href={paths.institution.applications}>业务审核</BackLink>
      <PageHeading
        title={`${definition.title} · ${facts.physician.name}`}
        note={
          <>
            {file.number} <StateTag state={file.state} />{' '}
            <a href={paths.institution.applicationPdf(file.id)}>打印表单(PDF)</a>
          </>
        }
      />
      <FileColumns
        errors={errors}
        main={
          <>
            <ChangesCard changes={view.changes} />
            <FindingsCard findings={view.findings} />
            <PersonCards view={view} photoHref={paths.institution.applicationPhoto(file.id)} />
            <AnswersCard view={view} today={today.toString()} />
            <HistoryCard view={view} today={today} />
          </>
        }
        side={
          <>
            <FileClock view={view} />
            <ReviewForms context={context} view={view} errors={errors} />
          </>
        }
      />
    </>
  );
}

const file = on.institution('GET', address(':id'), '机构端业务申请', (context) => showFile(context, []));

const outcomes = { passAtInstitution: 'pass', returnToApplicant: 'return', declineAtInstitution: 'decline' } as const;

function reviewStep(text: string): keyof typeof outcomes | undefined {
  return Object.hasOwn(outcomes, text) ? (text as keyof typeof outcomes) : undefined;
}

const review = on.institution('POST', address(':id'), '机构审核', async (context) => {
  const { services, actor, form, params } = context;
  const step = reviewStep(form.text('step'));
  if (step === undefined) return notFoundPage(context, institutionMessage);
  const id = params.id ?? '';
  const sent = {
    ...stepForm(context, id, withQuery(address(id), { done: '1' })),
    refusals: refusedByPage(context, step),
  };
  const confirmed = Object.keys(institutionConfirmations).filter(
    (key) => stepText(context, step, `confirm-${key}`) !== '',
  );
  const outcome = await reviewByInstitution(
    services,
    actor,
    sent,
    step === 'passAtInstitution'
      ? { outcome: 'pass', opinion: stepText(context, step, 'opinion'), confirmed }
      : { outcome: outcomes[step], reasons: stepText(context, step, 'reasons') },
  );
  return answerOutcome(context, outcome, institutionMessage, address(id), (refusals) =>
    showFile(context, atStep(step, refusals)),
  );
});

const photo = on.institution('GET', paths.institution.applicationPhoto(':id'), '机构端申请人照片', async (context) => {
  const outcome = await viewPhoto(context.services, context.actor, context.params.id ?? '');
  return outcome.kind === 'done' ? bytes('image/jpeg', outcome.value) : notFoundPage(context, institutionMessage);
});

const paper = on.institution('GET', paths.institution.applicationPdf(':id'), '机构端申请审核表', async (context) => {
  const outcome = await renderFileForm(context.services, context.actor, context.params.id ?? '');
  if (outcome.kind !== 'done') return notFoundPage(context, institutionMessage);
  return bytes('application/pdf', outcome.value.pdf, outcome.value.fileName);
});

export const applicationPages: readonly Route[] = [file, review, photo, paper];
