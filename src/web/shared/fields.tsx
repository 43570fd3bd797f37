import type { ComponentChildren } from 'preact';
import { describe, FieldFrame, type FieldProps } from './fieldFrame.tsx';

export type InputMode = 'text' | 'numeric' | 'tel' | 'email' | 'search' | 'decimal';
/** How long an answer is expected to be; `full` fills the column. */
export type FieldWidth = 'short' | 'date' | 'medium' | 'full';

export interface TextFieldProps extends FieldProps {
  value?: string | undefined;
  type?: 'text' | 'tel' | 'email' | 'search' | undefined;
  autocomplete?: string | undefined;
  inputMode?: InputMode | undefined;
  maxLength?: number | undefined;
  placeholder?: string | undefined;
  spellCheck?: boolean | undefined;
  width?: FieldWidth | undefined;
  /** A button or unit to the right of the control. */
  after?: ComponentChildren | undefined;
}

/** One object for each, because preact types an input by its type. */
const types = {
  text: { type: 'text' },
  tel: { type: 'tel' },
  email: { type: 'email' },
  search: { type: 'search' },
} as const;

export function TextField(props: TextFieldProps) {
  const { value, type = 'text', autocomplete, inputMode, maxLength, placeholder, spellCheck, width, after } = props;
  const input = (
    <input
      class="ds-input"
      {...describe(props)}
      {...types[type]}
      value={value ?? ''}
      autocomplete={autocomplete}
      inputmode={inputMode}
      maxLength={maxLength}
      placeholder={placeholder}
      spellcheck={spellCheck ?? false}
      data-width={width}
    />
  );
  return (
    <FieldFrame {...props}>
      {after ? (
        <div class="affix">
          {input}
          {after}
        </div>
      ) : (
        input
      )}
    </FieldFrame>
  );
}

export interface TextAreaProps extends FieldProps {
  value?: string | undefined;
  rows?: number | undefined;
  maxLength?: number | undefined;
}

/** `maxLength` is said, not enforced: a pasted reason must not be cut off without a word. */
export function TextArea(props: TextAreaProps) {
  const { value, rows = 4, maxLength } = props;
  const limit = maxLength === undefined ? undefined : `最多 ${maxLength} 字`;
  const hint = props.hint && limit ? [props.hint, ' ', limit] : (props.hint ?? limit);
  return (
    <FieldFrame {...props} hint={hint}>
      <textarea class="ds-input" {...describe({ ...props, hint })} rows={rows}>
        {value ?? ''}
      </textarea>
    </FieldFrame>
  );
}

export interface PasswordRule {
  label: string;
  /** Source of a regular expression that the whole password is tested with. */
  pattern: string;
}

export interface PasswordFieldProps extends FieldProps {
  autocomplete: 'current-password' | 'new-password';
  maxLength?: number | undefined;
  /** Rules of a new password, ticked off live with the `person` bundle. */
  rules?: readonly PasswordRule[] | undefined;
}

/** A password is never sent back to the page, so there is no `value`. */
export function PasswordField(props: PasswordFieldProps) {
  const { name, autocomplete, maxLength, rules = [] } = props;
  return (
    <FieldFrame {...props}>
      <div class="affix" data-password>
        <input
          class="ds-input"
          {...describe(props)}
          type="password"
          autocomplete={autocomplete}
          maxLength={maxLength}
          autocapitalize="off"
          spellcheck={false}
        />
      </div>
      {rules.length > 0 && (
        <ul class="rules" data-rules-of={name}>
          {rules.map(({ label, pattern }) => (
            <li key={label} data-pattern={pattern}>
              {label}
            </li>
          ))}
        </ul>
      )}
    </FieldFrame>
  );
}

export interface DateFieldProps extends FieldProps {
  /** yyyy-mm-dd */
  value?: string | undefined;
  min?: string | undefined;
  max?: string | undefined;
  autocomplete?: string | undefined;
}

export function DateField(props: DateFieldProps) {
  const { value, min, max, autocomplete } = props;
  return (
    <FieldFrame {...props}>
      <input
        class="ds-input"
        {...describe(props)}
        type="date"
        value={value ?? ''}
        min={min}
        max={max}
        autocomplete={autocomplete}
        data-width="date"
      />
    </FieldFrame>
  );
}

export interface Option {
  value: string;
  label: string;
}

export interface SelectFieldProps extends FieldProps {
  value?: string | undefined;
  options: readonly Option[];
  /** First, empty entry; undefined leaves it out. */
  prompt?: string | undefined;
  width?: FieldWidth | undefined;
}

export function SelectField(props: SelectFieldProps) {
  const { value, options, prompt, width } = props;
  return (
    <FieldFrame {...props}>
      <select class="ds-input" {...describe(props)} data-width={width}>
        {prompt !== undefined && <option value="">{prompt}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}

export interface FileFieldProps extends FieldProps {
  accept: string;
  multiple?: boolean | undefined;
}

export function FileField(props: FileFieldProps) {
  return (
    <FieldFrame {...props}>
      <input class="ds-input" {...describe(props)} type="file" accept={props.accept} multiple={props.multiple} />
    </FieldFrame>
  );
}

export interface ReadOnlyProps {
  label: ComponentChildren;
  value: ComponentChildren;
  hint?: ComponentChildren | undefined;
}

/** Something already known, shown among the fields and not sent. */
export function ReadOnly({ label, value, hint }: ReadOnlyProps) {
  return (
    <div class="field">
      <span class="label">{label}</span>
      {hint && <p class="hint">{hint}</p>}
      <div class="read-only">{value}</div>
    </div>
  );
}
