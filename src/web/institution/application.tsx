import { type InstitutionReview, reviewByInstitution } from '../../actions/application/reviewByInstitution.ts';
import type { FileView } from '../../actions/desk/fileView.ts';
import { findNextFile } from '../../actions/desk/nextFile.ts';
import type { InstitutionActor } from '../../domain/access/actor.ts';
import { institutionConfirmations } from '../../domain/procedure/events.ts';
import { isDecision } from '../../domain/procedure/steps.ts';
import type { ActorContext } from '../shared/context.ts';
import { deskFilePages } from '../shared/deskFilePages.tsx';
import { paths } from '../shared/paths.ts';
import { on } from '../shared/route.ts';
import { StepDone } from '../shared/stepDone.tsx';
import { stepText } from '../shared/stepFields.tsx';
import { ReviewForms } from './reviewForms.tsx';
import { institutionMessage, institutionPage } from './shell.tsx';

type Context = ActorContext<InstitutionActor>;

const steps = ['passAtInstitution', 'returnToApplicant', 'declineAtInstitution'] as const;
type ReviewStep = (typeof steps)[number];

function reviewStep(text: string): ReviewStep | undefined {
  return steps.find((step) => step === text);
}

/** The review as it was typed. */
function reviewOf(context: Context, step: ReviewStep): InstitutionReview {
  const confirmed = Object.keys(institutionConfirmations).filter(
    (key) => stepText(context, step, `confirm-${key}`) !== '',
  );
  const reasons = stepText(context, step, 'reasons');
  switch (step) {
    case 'passAtInstitution':
      return { outcome: 'pass', opinion: stepText(context, step, 'opinion'), confirmed };
    case 'returnToApplicant':
      return { outcome: 'return', reasons, confirmed };
    case 'declineAtInstitution':
      return { outcome: 'decline', reasons };
  }
}

/** What the clerk has just done, when the record says that they did it, and the file that waits longest now. */
async function stepDone(context: Context, view: FileView) {
  const { services, actor, query } = context;
  if (query.text('done') === '' || view.events.at(-1)?.accountId !== actor.accountId) return undefined;
  const next = await findNextFile(services, actor, 'atInstitution', view.file.id);
  return (
    <StepDone view={view} next={next} href={paths.institution.application} queue={paths.institution.applications} />
  );
}

export const applicationPages = deskFilePages({
  on: on.institution,
  name: '机构端',
  paths: paths.institution,
  frame: institutionPage,
  message: institutionMessage,
  parts: (context, view, errors) => ({
    list: '业务审核',
    side: <ReviewForms context={context} view={view} errors={errors} />,
  }),
  steps: {
    name: '机构审核',
    named: reviewStep,
    // What lets an application go on, or ends it, asks who sits there.
    demands: { fresh: ({ text }) => isDecision(text('step')), decides: true },
    done: () => '1',
    take: (context, sent, step) => reviewByInstitution(context.services, context.actor, sent, reviewOf(context, step)),
    flash: stepDone,
  },
});
