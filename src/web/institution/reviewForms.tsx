import type { FileView } from '../../actions/desk/fileView.ts';
import { idTypeLabels, idTypes } from '../../domain/fields/identity.ts';
import { type InstitutionConfirmation, institutionConfirmations } from '../../domain/procedure/events.ts';
import { isOver, type Step } from '../../domain/procedure/steps.ts';
import { Card } from '../shared/card.tsx';
import { CheckboxField } from '../shared/choices.tsx';
import { type FormPart, findError } from '../shared/formPage.tsx';
import { paths } from '../shared/paths.ts';
import { RevealLink } from '../shared/revealLink.tsx';
import { ClosedSteps, FoldedStep, StepForm } from '../shared/stepCard.tsx';
import { ConfirmTick, fieldOf, WordsField } from '../shared/stepFields.tsx';

/** The steps that need a reason, which the applicant will read. */
const reasoned = [
  { step: 'returnToApplicant', kind: 'secondary', label: '退回的原因和修改办法' },
  { step: 'declineAtInstitution', kind: 'irrevocable', label: '不同意的理由' },
] as const;
const reviewSteps: readonly Step[] = ['passAtInstitution', ...reasoned.map(({ step }) => step)];

type ReviewFormsProps = FormPart & { readonly view: FileView };

/** 机构审核: 通过 with the confirmations its kind asks for, 退回 and 不同意 with reasons; what cannot be done now says why. */
export function ReviewForms({ context, view, errors }: ReviewFormsProps) {
  const { file, refusalsOf } = view;
  if (isOver(file.state)) return null;
  const closed = reviewSteps.map((step) => ({ step, refusals: refusalsOf(step) })).filter((s) => s.refusals.length > 0);
  const isOpen = (step: Step) => closed.every((each) => each.step !== step);
  const sent = context.form.text('step');
  const typed = { context, errors };
  const shared = { context, action: paths.institution.application(file.id), version: file.version };
  return (
    <Card title="机构审核">
      <div class="steps">
        {isOpen('passAtInstitution') && (
          <StepForm {...shared} step="passAtInstitution">
            <PassFields context={context} view={view} errors={errors} />
          </StepForm>
        )}
        {reasoned
          .filter(({ step }) => isOpen(step))
          .map(({ step, kind, label }) => (
            <FoldedStep key={step} step={step} open={sent === step}>
              <StepForm {...shared} step={step} kind={kind}>
                <WordsField {...typed} step={step} field="reasons" label={label} hint="申请人会看到" required />
                {step === 'returnToApplicant' && (
                  <>
                    <p class="quiet">已核对无误的可以勾选;申请人没有改动的,重新提交后不用再核对。</p>
                    <Confirmations {...typed} view={view} step={step} labels={inShort} />
                  </>
                )}
                <ConfirmTick step={step} errors={errors} />
              </StepForm>
            </FoldedStep>
          ))}
        <ClosedSteps closed={closed} />
      </div>
    </Card>
  );
}

function PassFields({ context, view, errors }: ReviewFormsProps) {
  const step = 'passAtInstitution';
  const { physician } = view.facts;
  const idType = idTypes.find((type) => type === physician.idType);
  return (
    <>
      <div class="original">
        请与原件逐位核对:{physician.name},{idType === undefined ? physician.idType : idTypeLabels[idType]}
        <b>{physician.idNumber}</b>
        <RevealLink href={paths.institution.applicationReveal(view.file.id)} />
      </div>
      <Confirmations
        context={context}
        view={view}
        errors={errors}
        step={step}
        labels={institutionConfirmations}
        required
      />
      <WordsField context={context} errors={errors} step={step} field="opinion" label="审核意见" rows={2} />
    </>
  );
}

/** The same in a word each, beside the form that returns the file. */
const inShort: Readonly<Record<InstitutionConfirmation, string>> = {
  identity: '身份相符',
  photo: '照片合格',
  employment: '同意聘用',
  scope: '诊疗科目相符',
};

type ConfirmationsProps = ReviewFormsProps & {
  readonly step: Step;
  readonly labels: Readonly<Record<InstitutionConfirmation, string>>;
  readonly required?: boolean;
};

/** What the clerk answers for; ticked already where it was before the file was returned and nothing has changed of it. */
function Confirmations({ context, view, errors, step, labels, required }: ConfirmationsProps) {
  const typed = context.form.text('step') === step;
  return view.definition.route.confirms.map((key) => {
    const name = fieldOf(step, `confirm-${key}`);
    const carried = view.carried.includes(key);
    return (
      <CheckboxField
        key={key}
        name={name}
        label={labels[key]}
        hint={carried ? '上次已核对,内容未变' : undefined}
        required={required}
        checked={typed ? context.form.text(name) !== '' : carried}
        error={findError(errors, name)}
      />
    );
  });
}
