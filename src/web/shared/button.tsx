import type { ComponentChildren } from 'preact';

/** `irrevocable` is 朱砂 and only for what cannot be undone. */
export type ButtonKind = 'main' | 'secondary' | 'quiet' | 'irrevocable';

export interface ButtonProps {
  children: ComponentChildren;
  kind?: ButtonKind | undefined;
  name?: string | undefined;
  value?: string | undefined;
  formAction?: string | undefined;
  formMethod?: 'get' | 'post' | undefined;
  /** Why this step is not possible now: the button is shown disabled and the reason beside it. */
  refusedBecause?: string | undefined;
}

export interface ButtonLinkProps {
  href: string;
  children: ComponentChildren;
  kind?: ButtonKind | undefined;
  /** Said by a screen reader after the label, when several links on a page have the same label. */
  about?: string | undefined;
}

const variants = { main: 'primary', secondary: 'secondary', quiet: 'tertiary', irrevocable: 'primary' } as const;

function look(kind: ButtonKind) {
  return {
    class: 'ds-button',
    'data-variant': variants[kind],
    'data-color': kind === 'irrevocable' ? 'accent' : undefined,
  };
}

export function Button(props: ButtonProps) {
  const { children, kind = 'main', name, value, formAction, formMethod, refusedBecause } = props;
  const button = (
    <button
      type="submit"
      {...look(kind)}
      name={name}
      value={value}
      formaction={formAction}
      formmethod={formMethod}
      disabled={refusedBecause !== undefined}
    >
      {children}
    </button>
  );
  if (refusedBecause === undefined) return button;
  return (
    <span class="row">
      {button}
      <span class="quiet">{refusedBecause}</span>
    </span>
  );
}

export function ButtonLink({ href, children, kind = 'main', about }: ButtonLinkProps) {
  return (
    <a href={href} {...look(kind)}>
      {children}
      {about && <span class="sr-only">:{about}</span>}
    </a>
  );
}

export interface SubmitRowProps {
  /** The one main action, with the guide's words. */
  main: ComponentChildren;
  mainName?: string | undefined;
  mainValue?: string | undefined;
  irrevocable?: boolean | undefined;
  /** Other buttons, `kind="secondary"`. */
  secondary?: ComponentChildren | undefined;
  back?: { href: string; label?: string | undefined } | undefined;
  /** What happens next, in one sentence. */
  next?: ComponentChildren | undefined;
}

/** One main action, what else can be done, and the way back. */
export function SubmitRow({ main, mainName, mainValue, irrevocable, secondary, back, next }: SubmitRowProps) {
  return (
    <div class="submit-row">
      <Button kind={irrevocable ? 'irrevocable' : 'main'} name={mainName} value={mainValue}>
        {main}
      </Button>
      {secondary}
      {back && (
        <a class="ds-button" data-variant="tertiary" href={back.href}>
          {back.label ?? '返回上一步'}
        </a>
      )}
      {next && <p class="next">{next}</p>}
    </div>
  );
}
