import type { ComponentChildren, VNode } from 'preact';
import type { StepForm } from '../../actions/application/stepForm.ts';
import type { FileView } from '../../actions/desk/fileView.ts';
import { renderFileForm } from '../../actions/desk/renderFileForm.ts';
import { viewFile } from '../../actions/desk/viewFile.ts';
import { viewPhoto } from '../../actions/desk/viewPhoto.ts';
import { readLetter } from '../../actions/letters/readLetter.ts';
import type { Outcome } from '../../actions/outcome.ts';
import type { AuthorityActor, InstitutionActor } from '../../domain/access/actor.ts';
import type { Step } from '../../domain/procedure/steps.ts';
import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import { type Answer, bytes, html } from './answer.ts';
import type { ActorContext, PageContext } from './context.ts';
import { DeskFile, type DeskFileParts } from './deskFile.tsx';
import { fieldErrors, stepForm } from './formGuard.tsx';
import type { FieldError } from './formPage.tsx';
import { answerOutcome, type Frame, notFoundPage } from './outcomePage.tsx';
import { withQuery } from './paths.ts';
import type { Demands, Make, Route } from './route.ts';
import { atStep, refusedByPage } from './stepFields.tsx';

/** What differs between a file at an institution and at an authority. */
export interface FileDesk<A extends InstitutionActor | AuthorityActor, S extends Step> {
  readonly on: Make<ActorContext<A>>;
  readonly name: string;
  readonly paths: {
    readonly applications: string;
    readonly application: (id: string) => string;
    readonly applicationPhoto: (id: string) => string;
    readonly applicationPdf: (id: string) => string;
    readonly applicationReveal: (id: string) => string;
    readonly letter: (id: string) => string;
  };
  readonly frame: (
    context: PageContext,
    page: { title: string; current: 'applications'; flash: VNode | undefined; children: ComponentChildren },
  ) => VNode;
  readonly message: Frame;
  /** What this desk shows beside the facts that both see. */
  readonly parts: (
    context: ActorContext<A>,
    view: FileView,
    errors: readonly FieldError[],
  ) => DeskFileParts | Promise<DeskFileParts>;
  readonly steps: DeskSteps<A, S>;
}

/** The steps of one desk. */
interface DeskSteps<A extends InstitutionActor | AuthorityActor, S extends Step> {
  /** Name of the route that takes them. */
  readonly name: string;
  /** The step a posted word means, when this desk has it. */
  readonly named: (word: string) => S | undefined;
  /** What the door asks of whoever takes one. */
  readonly demands: Demands;
  /** The word in `?done=` after a step. */
  readonly done: (step: S) => string;
  readonly take: (context: ActorContext<A>, sent: StepForm, step: S) => Promise<Outcome<string>>;
  /** What is said of the step just taken. */
  readonly flash: (context: ActorContext<A>, view: FileView) => Promise<VNode | undefined>;
}

/** A file at a desk: to read, to take a step on, its photo and its printed form. */
export function deskFilePages<A extends InstitutionActor | AuthorityActor, S extends Step>(
  desk: FileDesk<A, S>,
): readonly Route[] {
  const { on, name, paths, message, steps } = desk;
  const address = paths.application(':id');
  return [
    on('GET', address, `${name}业务申请`, (context) => showFile(desk, context, [])),
    on('POST', address, steps.name, (context) => takeStep(desk, context), steps.demands),
    on('GET', paths.applicationPhoto(':id'), `${name}申请人照片`, async (context) => {
      const outcome = await viewPhoto(context.services, context.actor, context.params.id ?? '');
      return outcome.kind === 'done' ? bytes('image/jpeg', outcome.value) : notFoundPage(context, message);
    }),
    on('GET', paths.applicationPdf(':id'), `${name}申请审核表`, async (context) => {
      const outcome = await renderFileForm(context.services, context.actor, context.params.id ?? '');
      if (outcome.kind !== 'done') return notFoundPage(context, message);
      return bytes('application/pdf', outcome.value.pdf, outcome.value.fileName);
    }),
    on('GET', paths.letter(':id'), `${name}文书`, async (context) => {
      const outcome = await readLetter(context.services, context.actor, context.params.id ?? '');
      if (outcome.kind !== 'done') return notFoundPage(context, message);
      return bytes('application/pdf', outcome.value.pdf, outcome.value.fileName);
    }),
  ];
}

async function showFile<A extends InstitutionActor | AuthorityActor, S extends Step>(
  { paths, frame, message, parts, steps }: FileDesk<A, S>,
  context: ActorContext<A>,
  refusals: readonly Refusal[],
): Promise<Answer> {
  const outcome = await viewFile(context.services, context.actor, context.params.id ?? '');
  if (outcome.kind !== 'done') return notFoundPage(context, message);
  const view = outcome.value;
  const errors = fieldErrors(refusals);
  const shown = await parts(context, view, errors);
  const page = frame(context, {
    title: `${view.definition.title} ${view.file.number}`,
    current: 'applications',
    flash: await steps.flash(context, view),
    children: <DeskFile context={context} view={view} paths={paths} errors={errors} {...shown} />,
  });
  return html(page, refusals.length > 0 ? 422 : 200);
}

async function takeStep<A extends InstitutionActor | AuthorityActor, S extends Step>(
  desk: FileDesk<A, S>,
  context: ActorContext<A>,
): Promise<Answer> {
  const { paths, message, steps } = desk;
  const step = steps.named(context.form.text('step'));
  if (step === undefined) return notFoundPage(context, message);
  const id = context.params.id ?? '';
  const address = paths.application(id);
  const sent = {
    ...stepForm(context, id, withQuery(address, { done: steps.done(step) })),
    refusals: refusedByPage(context, step),
  };
  const outcome = await steps.take(context, sent, step);
  return answerOutcome(context, outcome, message, address, (refusals) =>
    showFile(desk, context, atStep(step, refusals)),
  );
}
