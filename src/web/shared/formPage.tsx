import type { ComponentChildren, VNode } from 'preact';
import type { PageContext } from './context.ts';

export interface FieldError {
  /** Name of the field, which is also its id. Empty: the error concerns the whole form. */
  field: string;
  message: string;
}

/** What every part of a form page is shown from: what was typed, and what is wrong with it. */
export interface FormPart<C extends PageContext = PageContext> {
  readonly context: C;
  readonly errors: readonly FieldError[];
}

/** All errors at once, on top; each leads to its field. */
export function ErrorSummary({ errors }: { errors: readonly FieldError[] }) {
  if (errors.length === 0) return null;
  return (
    <div class="errors" role="alert" tabindex={-1} data-error-summary aria-labelledby="error-summary-title">
      <h2 id="error-summary-title">有错误:请改正下面 {errors.length} 处</h2>
      <ul>
        {errors.map(({ field, message }) => (
          <li key={`${field} ${message}`}>{field ? <a href={`#${field}`}>{message}</a> : message}</li>
        ))}
      </ul>
    </div>
  );
}

/** The message of one field, for its `error` prop. */
export function findError(errors: readonly FieldError[], field: string): string | undefined {
  return errors.find((error) => error.field === field)?.message;
}

/** Pages put this before the title, so that a screen reader says first that something is wrong. */
export function errorTitle(title: string, errors: readonly FieldError[]): string {
  return errors.length === 0 ? title : `有错误:${title}`;
}

export interface FormPageProps {
  action: string;
  method?: 'get' | 'post' | undefined;
  /** Hidden fields: CSRF token, idempotency key. */
  hidden?: VNode | readonly VNode[] | undefined;
  errors?: readonly FieldError[] | undefined;
  /** Shows 带有星号*的为必填项 before the first field. */
  starNote?: boolean | undefined;
  /** The form carries files. */
  files?: boolean | undefined;
  /** Address that keeps the draft while the person types; needs the `person` bundle. */
  autosaveHref?: string | undefined;
  savedAt?: string | undefined;
  children: ComponentChildren;
}

/** A form with its error summary. The server shows all errors at once, so the browser's own bubbles stay away. */
export function FormPage(props: FormPageProps) {
  const { action, method = 'post', hidden, errors = [], starNote, files, autosaveHref, savedAt, children } = props;
  return (
    <>
      <ErrorSummary errors={errors} />
      <form
        class="form"
        method={method}
        action={action}
        encType={files ? 'multipart/form-data' : undefined}
        noValidate
        data-autosave={autosaveHref}
      >
        {hidden}
        {starNote && <p class="star-note">带有星号*的为必填项</p>}
        {children}
        {autosaveHref && (
          <p class="saved" role="status" data-autosave-status>
            {savedAt && `已保存 ${savedAt}`}
          </p>
        )}
      </form>
    </>
  );
}
