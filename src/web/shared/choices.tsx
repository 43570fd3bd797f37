import type { ComponentChildren } from 'preact';
import { describe, ErrorText, FieldGroup, type FieldProps, Hint, Star } from './fieldFrame.tsx';

export interface Choice {
  value: string;
  label: ComponentChildren;
  /** A second line in quiet type. */
  note?: ComponentChildren | undefined;
  /** Why this one cannot be chosen now. */
  refusedBecause?: string | undefined;
}

/** The first choice has the id of the field, so that the error summary leads to it. */
function idOf(name: string, index: number): string {
  return index === 0 ? name : `${name}-${index + 1}`;
}

function ChoiceText({ label, note, refusedBecause }: Pick<Choice, 'label' | 'note' | 'refusedBecause'>) {
  return (
    <span class="choice-text">
      {label}
      {note && <small>{note}</small>}
      {refusedBecause && <small>{refusedBecause}</small>}
    </span>
  );
}

export interface RadioGroupProps extends FieldProps {
  value?: string | undefined;
  choices: readonly Choice[];
}

export function RadioGroup(props: RadioGroupProps) {
  const { name, value, choices, required, error } = props;
  return (
    <FieldGroup {...props}>
      {choices.map((choice, index) => (
        <label class="choice" key={choice.value}>
          <input
            class="ds-input"
            type="radio"
            id={idOf(name, index)}
            name={name}
            value={choice.value}
            checked={choice.value === value}
            required={required || undefined}
            aria-invalid={error ? 'true' : undefined}
            disabled={choice.refusedBecause !== undefined}
          />
          <ChoiceText {...choice} />
        </label>
      ))}
    </FieldGroup>
  );
}

export interface CheckboxFieldProps extends FieldProps {
  checked?: boolean | undefined;
  /** What is sent when it is ticked. */
  value?: string | undefined;
}

/** One box to tick; the label may contain a link. */
export function CheckboxField(props: CheckboxFieldProps) {
  const { name, label, required, hint, error, checked, value = 'yes' } = props;
  return (
    <div class="field" data-invalid={error ? '' : undefined}>
      <ErrorText name={name} error={error} />
      <label class="choice" data-plain>
        <input class="ds-input" {...describe(props)} type="checkbox" value={value} checked={checked ?? false} />
        <span class="choice-text">
          {label} <Star required={required} />
        </span>
      </label>
      <Hint name={name} hint={hint} />
    </div>
  );
}
