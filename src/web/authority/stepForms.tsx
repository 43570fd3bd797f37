import type { FileView } from '../../actions/desk/fileView.ts';
import type { DeskStep } from '../../actions/desk/takeDeskStep.ts';
import { refusalBasis } from '../../domain/procedure/refusalBasis.ts';
import { settings } from '../../domain/procedure/settings.ts';
import { isOver, type Step } from '../../domain/procedure/steps.ts';
import { articles, cite } from '../../domain/vocabulary/articles.ts';
import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import { Card } from '../shared/card.tsx';
import { RadioGroup } from '../shared/choices.tsx';
import { DateField } from '../shared/fields.tsx';
import { type FormPart, findError } from '../shared/formPage.tsx';
import { paths } from '../shared/paths.ts';
import { ClosedSteps, FoldedStep, StepForm } from '../shared/stepCard.tsx';
import { ConfirmTick, fieldOf, stepText, WordsField } from '../shared/stepFields.tsx';

const deskSteps = [
  'stepIn',
  'giveConsent',
  'refuseConsent',
  'accept',
  'verify',
  'approve',
  'askForSupplement',
  'refuseAcceptance',
  'refuse',
] as const satisfies readonly DeskStep[];

/** The step that is meant to come next stands open; the others are folded until they are wanted. */
const straight: readonly DeskStep[] = ['stepIn', 'giveConsent', 'accept', 'approve'];
const final: readonly DeskStep[] = ['refuseConsent', 'refuseAcceptance', 'refuse'];

type StepFormsProps = FormPart & { readonly view: FileView };

/** 办理: every step of an authority on this file, by the same table the server asks; what cannot be done now says why. */
export function StepForms({ context, view, errors }: StepFormsProps) {
  const { file } = view;
  if (isOver(file.state)) return null;
  const concerned = deskSteps.filter((step) => isConcerned(view, step));
  const judged = concerned.map((step) => ({ step, refusals: view.refusalsOf(step) }));
  const closed = judged.filter(({ refusals }) => refusals.length > 0);
  const open = judged.filter(({ refusals }) => refusals.length === 0).map(({ step }) => step);
  const sent = context.form.text('step');
  return (
    <Card title="办理">
      <div class="steps">
        {open.map((step) => {
          const form = <DeskStepForm key={step} context={context} view={view} errors={errors} step={step} />;
          return straight.includes(step) ? (
            form
          ) : (
            <FoldedStep key={step} step={step} open={sent === step}>
              {form}
            </FoldedStep>
          );
        })}
        <ClosedSteps closed={inOrder(closed)} />
      </div>
    </Card>
  );
}

/**
 * While the institution has the file, only of doing without it; while consent is awaited, only of consent. Neither is spoken
 * of where it is not needed or is past; of 核对 only for an own clinic.
 */
function isConcerned({ file }: FileView, step: DeskStep): boolean {
  if (step === 'verify') return file.ownInstitution && file.state === 'accepted';
  if ((step === 'stepIn') !== (file.state === 'atInstitution')) return false;
  if (step === 'stepIn') return true;
  const isConsent = step === 'giveConsent' || step === 'refuseConsent';
  return isConsent === (file.state === 'atConsent');
}

interface Closed {
  readonly step: Step;
  readonly refusals: readonly Refusal[];
}

/** What the file's state would allow stands before what it does not: the reason there is about the person. */
function inOrder(closed: readonly Closed[]): readonly Closed[] {
  const notNow = ({ refusals }: Closed) => Number(refusals[0]?.code === 'step.notNow');
  return closed.toSorted((a, b) => notNow(a) - notNow(b));
}

function DeskStepForm({ context, view, errors, step }: StepFormsProps & { step: DeskStep }) {
  const { file } = view;
  return (
    <StepForm
      context={context}
      action={paths.authority.application(file.id)}
      version={file.version}
      step={step}
      kind={final.includes(step) ? 'irrevocable' : straight.includes(step) ? 'main' : 'secondary'}
    >
      <StepFields context={context} view={view} errors={errors} step={step} />
      <ConfirmTick step={step} errors={errors} />
    </StepForm>
  );
}

function StepFields({ context, view, errors, step }: StepFormsProps & { step: DeskStep }) {
  const shared = { context, errors, step };
  const { refusalGrounds } = view.definition.papers;
  switch (step) {
    case 'accept':
      return <p>受理后自下一个工作日起计算{view.definition.route.workingDays}个工作日的审批时限。</p>;
    case 'giveConsent':
      return <WordsField {...shared} field="opinion" label="同意意见" rows={2} />;
    case 'verify':
      return (
        <WordsField
          {...shared}
          field="opinion"
          label="核对意见"
          hint="本人机构的申请,由决定人以外的一名人员核对"
          rows={2}
        />
      );
    case 'approve':
      return (
        <>
          <BarDay {...shared} view={view} />
          <WordsField {...shared} field="opinion" label="审批意见" rows={2} />
        </>
      );
    case 'stepIn':
      return (
        <>
          <p>
            {`机构超过${settings.stepInWorkingDays}个工作日没有审核的,可以不再等待,由本机关直接办理。办理后按机构已审核的程序继续。`}
          </p>
          <WordsField {...shared} field="reasons" label="直接办理的理由" hint="申请人和机构会看到" required />
        </>
      );
    case 'refuseConsent':
      return <WordsField {...shared} field="reasons" label="不同意的理由" hint="申请人会看到" required />;
    case 'refuseAcceptance':
      return <WordsField {...shared} field="reasons" label="不予受理的理由" hint="申请人会看到" required />;
    case 'askForSupplement':
      return (
        <>
          <WordsField
            {...shared}
            field="items"
            label="需要补正的全部内容"
            hint={`一次写全(${cite(articles.supplementOnce)})。`}
            required
          />
          {view.file.pauses.length > 0 && (
            <WordsField
              {...shared}
              field="secondReason"
              label="再次要求补正的理由"
              hint="申请人会看到;计入本机关的再次补正次数"
              required
              rows={2}
            />
          )}
        </>
      );
    case 'refuse':
      return (
        <>
          {refusalGrounds === undefined ? (
            <p>{`依据:${refusalBasis(view.definition, null)}`}</p>
          ) : (
            <RadioGroup
              name={fieldOf(step, 'ground')}
              label={`法定情形(${cite(articles.refusalGrounds)})`}
              required
              value={stepText(context, step, 'ground')}
              choices={Object.entries(refusalGrounds).map(([value, label]) => ({ value, label }))}
              error={findError(errors, fieldOf(step, 'ground'))}
            />
          )}
          <WordsField {...shared} field="reasons" label="不予的理由" hint="书面送达申请人和机构" required />
        </>
      );
  }
}

/** The day a bar runs from, where the ground of a deregistration names one (医师法16). */
function BarDay({ context, view, errors }: StepFormsProps) {
  const label = view.definition.effect.bar?.asked(view.file);
  if (label === undefined) return null;
  const name = fieldOf('approve', 'barFrom');
  return (
    <DateField
      name={name}
      label={label}
      required
      hint={`自这一天起二年内不予注册(${cite(articles.refusalGrounds)}),准予后系统自动计算`}
      value={stepText(context, 'approve', 'barFrom')}
      error={findError(errors, name)}
    />
  );
}

/** Whether a posted word is a step of this desk and on the table at all. */
export function deskStep(text: string): DeskStep | undefined {
  return deskSteps.find((step) => step === text);
}
