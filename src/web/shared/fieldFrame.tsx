import type { ComponentChildren } from 'preact';

export interface FieldProps {
  /** Name of the field; its id is the same. */
  name: string;
  label: ComponentChildren;
  required?: boolean | undefined;
  hint?: ComponentChildren | undefined;
  error?: string | undefined;
}

export interface Described {
  id: string;
  name: string;
  required: boolean | undefined;
  'aria-required': 'true' | undefined;
  'aria-invalid': 'true' | undefined;
  'aria-describedby': string | undefined;
}

/** Attributes that tie a control to its label, hint and error. */
export function describe({ name, required, hint, error }: FieldProps): Described {
  return {
    id: name,
    name,
    required: required || undefined,
    'aria-required': required ? 'true' : undefined,
    'aria-invalid': error ? 'true' : undefined,
    'aria-describedby': describedBy({ name, hint, error }),
  };
}

export function describedBy({ name, hint, error }: Pick<FieldProps, 'name' | 'hint' | 'error'>): string | undefined {
  return [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ') || undefined;
}

/** The star of a required field; the screen reader hears `required` from the control instead. */
export function Star({ required }: { required?: boolean | undefined }) {
  return required ? (
    <span class="star" aria-hidden="true">
      *
    </span>
  ) : null;
}

export function Hint({ name, hint }: Pick<FieldProps, 'name' | 'hint'>) {
  return hint ? (
    <p class="hint" id={`${name}-hint`}>
      {hint}
    </p>
  ) : null;
}

export function ErrorText({ name, error }: Pick<FieldProps, 'name' | 'error'>) {
  return error ? (
    <p class="ds-validation-message" id={`${name}-error`}>
      <span class="sr-only">错误:</span>
      {error}
    </p>
  ) : null;
}

export interface FieldFrameProps extends FieldProps {
  children: ComponentChildren;
}

/** Label, hint and error around one control, in the order in which they are read. */
export function FieldFrame({ name, label, required, hint, error, children }: FieldFrameProps) {
  return (
    <div class="field" data-invalid={error ? '' : undefined}>
      <label for={name}>
        {label} <Star required={required} />
      </label>
      <Hint name={name} hint={hint} />
      <ErrorText name={name} error={error} />
      {children}
    </div>
  );
}

/** The same around several controls that answer one question. */
export function FieldGroup({ name, label, required, hint, error, children }: FieldFrameProps) {
  return (
    <fieldset class="field" aria-describedby={describedBy({ name, hint, error })} data-invalid={error ? '' : undefined}>
      <legend>
        {label} <Star required={required} />
      </legend>
      <Hint name={name} hint={hint} />
      <ErrorText name={name} error={error} />
      {children}
    </fieldset>
  );
}
