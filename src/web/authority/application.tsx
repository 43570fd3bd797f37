import type { FileView } from '../../actions/desk/fileView.ts';
import { findNextFile } from '../../actions/desk/nextFile.ts';
import { takeDeskStep } from '../../actions/desk/takeDeskStep.ts';
import { viewBackground } from '../../actions/desk/viewBackground.ts';
import type { AuthorityActor } from '../../domain/access/actor.ts';
import { isDecision } from '../../domain/procedure/steps.ts';
import { chinaDate } from '../../domain/time/dates.ts';
import { ReviewCard } from '../shared/applicationFile.tsx';
import type { ActorContext } from '../shared/context.ts';
import { deskFilePages } from '../shared/deskFilePages.tsx';
import { FinishedClock } from '../shared/fileClock.tsx';
import { paths, withQuery } from '../shared/paths.ts';
import { on } from '../shared/route.ts';
import { StepDone } from '../shared/stepDone.tsx';
import { stepText } from '../shared/stepFields.tsx';
import { BackgroundCards } from './backgroundCards.tsx';
import { authorityMessage, authorityPage } from './shell.tsx';
import { deskStep, StepForms } from './stepForms.tsx';

/** What the officer has just done, when the record says that they did it, and the next file of that queue. */
async function stepDone(context: ActorContext<AuthorityActor>, view: FileView) {
  const { services, actor, query } = context;
  const step = deskStep(query.text('done'));
  if (step === undefined || view.events.at(-1)?.accountId !== actor.accountId) return undefined;
  const from = step === 'accept' || view.file.acceptedOn === null ? 'atAuthority' : 'accepted';
  const consents = step === 'giveConsent' || step === 'refuseConsent';
  const elsewhere = consents || step === 'stepIn';
  const next = elsewhere ? undefined : await findNextFile(services, actor, from, view.file.id);
  const state = step === 'stepIn' ? 'escalated' : from;
  const queue = consents ? paths.authority.consents : withQuery(paths.authority.applications, { state });
  return <StepDone view={view} next={next} href={paths.authority.application} queue={queue} />;
}

export const applicationPages = deskFilePages({
  on: on.authority,
  name: '主管部门端',
  paths: paths.authority,
  frame: authorityPage,
  message: authorityMessage,
  parts: async (context, view, errors) => ({
    list: '业务审批',
    whose: view.names.institution,
    before: <ReviewCard view={view} today={chinaDate(context.services.clock.now())} />,
    background: <BackgroundCards background={await viewBackground(context.services, context.actor, view.file)} />,
    side: (
      <>
        <FinishedClock view={view} />
        <StepForms context={context} view={view} errors={errors} />
      </>
    ),
  }),
  steps: {
    name: '主管部门办理',
    named: deskStep,
    // 受理 and 补正 are everyday work; what decides about somebody asks who sits there.
    demands: { fresh: ({ text }) => isDecision(text('step')), decides: true },
    done: (step) => step,
    take: (context, sent, step) =>
      takeDeskStep(context.services, context.actor, sent, step, (field) => stepText(context, step, field)),
    flash: stepDone,
  },
});
