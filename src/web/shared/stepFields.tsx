import type { Step } from '../../domain/procedure/steps.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import { CheckboxField } from './choices.tsx';
import type { PageContext } from './context.ts';
import { TextArea } from './fields.tsx';
import type { FieldError } from './formPage.tsx';
import { findError } from './formPage.tsx';

/** Several steps of one page ask for the same thing; the name says which step a field belongs to: `reasons-refuse`. */
export function fieldOf(step: Step, field: string): string {
  return `${field}-${step}`;
}

/** What was typed into a field of a step. */
export function stepText({ form }: PageContext, step: Step, field: string): string {
  return form.text(fieldOf(step, field));
}

/** Refusals of a step, put to the fields of its own form. */
export function atStep(step: Step, refusals: readonly Refusal[]): readonly Refusal[] {
  return refusals.map((each) => (each.field === undefined ? each : { ...each, field: fieldOf(step, each.field) }));
}

const confirmations: Partial<Readonly<Record<Step, string>>> = {
  declineAtInstitution: '本机构不同意,这件申请到此结束',
  stepIn: '已核实机构逾期未审核,由本机关直接办理',
  refuseConsent: '不同意跨省执业,这件申请到此结束',
  refuseAcceptance: '不予受理,这件申请到此结束',
  approve: '已核对申请材料和核对提示,同意作出准予决定',
  refuse: '作出不予决定,书面送达申请人和机构,这件申请到此结束',
};

interface StepFieldProps {
  readonly context: PageContext;
  readonly step: Step;
  readonly errors: readonly FieldError[];
}

/** What is ticked before a step that cannot be taken back: on the same page, so that it costs a moment and not a page. */
export function ConfirmTick({ step, errors }: Omit<StepFieldProps, 'context'>) {
  const label = confirmations[step];
  if (label === undefined) return null;
  const name = fieldOf(step, 'sure');
  // Never ticked again for the person: after an error they confirm anew.
  return <CheckboxField name={name} label={label} required error={findError(errors, name)} />;
}

export interface WordsFieldProps extends StepFieldProps {
  readonly field: keyof typeof written;
  readonly label: string;
  readonly required?: boolean;
  readonly hint?: string;
  readonly rows?: number;
}

/** Opinion, reasons, what is missing: kept as typed when the form comes back. */
export function WordsField({ context, step, errors, field, label, required, hint, rows = 3 }: WordsFieldProps) {
  const name = fieldOf(step, field);
  return (
    <TextArea
      name={name}
      label={label}
      required={required}
      hint={hint}
      rows={rows}
      value={context.form.text(name)}
      error={findError(errors, name)}
    />
  );
}

const longest = 1000;
const written = {
  opinion: '意见',
  reasons: '理由',
  items: '需要补正的全部内容',
  secondReason: '再次补正的理由',
} as const;

/** What the page itself refuses of a step form: damaged or endless text, a confirmation that was not ticked. */
export function refusedByPage(context: PageContext, step: Step): readonly Refusal[] {
  const damaged = context.form.refusals.map((each) => ({ ...each, field: each.field?.replace(`-${step}`, '') }));
  const endless = Object.entries(written).filter(([field]) => [...stepText(context, step, field)].length > longest);
  const label = confirmations[step];
  const unsure = label !== undefined && stepText(context, step, 'sure') === '';
  return [
    ...damaged,
    ...endless.map(([field, words]) => refusal('field.tooLong', field, { label: words, max: String(longest) })),
    ...(unsure ? [refusal('review.confirm', 'sure', { label })] : []),
  ];
}
