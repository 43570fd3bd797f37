import type { ComponentChildren } from 'preact';
import { type Step, steps } from '../../domain/procedure/steps.ts';
import { type Refusal, refusalText } from '../../domain/vocabulary/refusals.ts';
import { Button, type ButtonKind } from './button.tsx';
import type { PageContext } from './context.ts';
import { StepGuard } from './formGuard.tsx';

export interface StepFormProps {
  readonly context: PageContext;
  /** Where it posts to. */
  readonly action: string;
  readonly version: number;
  readonly step: Step;
  readonly kind?: ButtonKind;
  readonly children?: ComponentChildren;
}

/** One step with its own fields and its own button; the button carries the step. */
export function StepForm({ context, action, version, step, kind = 'main', children }: StepFormProps) {
  return (
    <form class="form" method="post" action={action} noValidate>
      <StepGuard context={context} version={version} />
      {children}
      <Button kind={kind} name="step" value={step}>
        {steps[step]}
      </Button>
    </form>
  );
}

/** A form that is needed now and then: closed until it is opened, or until it came back with something to correct. */
export function FoldedStep({ step, open, children }: { step: Step; open: boolean; children: ComponentChildren }) {
  return (
    <details class="ds-details" open={open}>
      <summary>{steps[step]}</summary>
      <div>{children}</div>
    </details>
  );
}

/** Steps that cannot be taken now, each with its reason; the server refuses them for the same one. */
export function ClosedSteps({ closed }: { closed: readonly { step: Step; refusals: readonly Refusal[] }[] }) {
  if (closed.length === 0) return null;
  return (
    <ul class="closed-steps" aria-label="现在不能办理的步骤">
      {closed.map(({ step, refusals }) => (
        <li key={step}>
          <Button kind="secondary" refusedBecause={refusals.map(refusalText).join(' ')}>
            {steps[step]}
          </Button>
        </li>
      ))}
    </ul>
  );
}
